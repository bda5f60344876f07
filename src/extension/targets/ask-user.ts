import { type Disposable, type QuickPickItem, window } from 'vscode';

export interface PickRequest<Item extends QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly Item[];
  /** Where the cursor stands at first. */
  readonly active: Item | undefined;
}

/** Lets the user pick one entry. Undefined when they leave. */
export async function pickOne<Item extends QuickPickItem>(request: PickRequest<Item>): Promise<Item | undefined> {
  const pick = window.createQuickPick<Item>();
  pick.title = request.title;
  pick.placeholder = request.placeholder;
  pick.matchOnDescription = true;
  pick.items = request.items;
  if (request.active) pick.activeItems = [request.active];
  const { promise, resolve } = Promise.withResolvers<Item | undefined>();
  const listeners: Disposable[] = [
    pick,
    pick.onDidAccept(() => resolve(pick.activeItems[0])),
    pick.onDidHide(() => resolve(undefined)),
  ];
  pick.show();
  try {
    return await promise;
  } finally {
    for (const each of listeners) each.dispose();
  }
}

export interface InputRequest {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  readonly value: string;
  /** Takes what was entered; a text says what is wrong with it, and the box stays. */
  readonly accept: (value: string) => Promise<string | null>;
}

/** Asks for a text until it is accepted or the user leaves. */
export async function askInput(request: InputRequest): Promise<void> {
  const box = window.createInputBox();
  box.title = request.title;
  box.prompt = request.prompt;
  box.placeholder = request.placeholder;
  box.value = request.value;
  box.ignoreFocusOut = true;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const take = async () => {
    box.busy = true;
    const wrong = await request.accept(box.value);
    box.busy = false;
    if (wrong === null) resolve();
    else box.validationMessage = wrong;
  };
  const listeners: Disposable[] = [
    box,
    box.onDidAccept(() => void take().catch(reject)),
    box.onDidChangeValue(() => {
      box.validationMessage = undefined;
    }),
    box.onDidHide(() => resolve()),
  ];
  box.show();
  try {
    await promise;
  } finally {
    for (const each of listeners) each.dispose();
  }
}
