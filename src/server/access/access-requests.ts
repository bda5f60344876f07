import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { AccessRequests } from '../../protocol/access.ts';
import { signalOf } from '../targets/targets-requests.ts';
import type { ClusterVerdicts } from './cluster-verdicts.ts';
import type { WorkspaceAccess } from './workspace-access.ts';

const GONE =
  'What the files say about access could not be worked out: it needed more memory than there is. Open a smaller folder, or try again.';

/** Answers what the client asks about access. */
export function answerAccessRequests(connection: Connection, access: WorkspaceAccess, verdicts: ClusterVerdicts): void {
  answer(connection, 'prometheusKubernetes/access', async ({ cluster }, signal) => {
    const found = await access.ask('access', null);
    if (!found) throw new ResponseError(LSPErrorCodes.RequestFailed, GONE);
    const wishes = (await access.ask('reviews', null)) ?? [];
    return cluster === 'ask' ? verdicts.asked(found, wishes, signal) : verdicts.kept(found, wishes);
  });
  answer(
    connection,
    'prometheusKubernetes/generateRbac',
    async ({ configuration }) => (await access.ask('generate', { configuration })) ?? { ok: false, message: GONE },
  );
  answer(connection, 'prometheusKubernetes/accessFixes', async need =>
    ((await access.ask('fixesOfNeed', need)) ?? []).filter(fix => fix.kind !== 'disabled'),
  );
  answer(
    connection,
    'prometheusKubernetes/explainForbidden',
    async ({ message }) => (await access.ask('explain', { message })) ?? { ok: false, message: GONE },
  );
}

function answer<Method extends keyof AccessRequests>(
  connection: Connection,
  method: Method,
  run: (params: AccessRequests[Method]['params'], signal: AbortSignal) => Promise<AccessRequests[Method]['result']>,
): void {
  connection.onRequest<unknown, void>(method, (params: AccessRequests[Method]['params'], token: CancellationToken) =>
    run(params, signalOf(token)),
  );
}
