import { type Disposable, MarkdownString, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import { clusterText } from './scope-row-items.ts';
import type { TargetsPort } from './targets-port.ts';
import type { TargetsView } from './targets-view.ts';
import { paragraph, tooltipOf } from './tooltip.ts';

/**
 * The kube context in the status bar; a click selects another one. It is there once the view has been used, while the view
 * can be seen or a Prometheus configuration is being edited.
 */
export class ContextItem implements Disposable {
  readonly #port: TargetsPort;
  readonly #view: TargetsView;
  readonly #listeners: readonly Disposable[];
  #item: StatusBarItem | undefined;
  #used = false;

  constructor(port: TargetsPort, view: TargetsView) {
    this.#port = port;
    this.#view = view;
    const render = () => this.#render();
    this.#listeners = [
      view.onDidChange(render),
      port.view.onDidChangeVisibility(render),
      port.onDidChangeFiles(render),
      window.onDidChangeActiveTextEditor(render),
    ];
  }

  #render(): void {
    this.#used ||= this.#port.view.visible;
    const context = this.#view.state?.context;
    const active = window.activeTextEditor?.document.uri.toString();
    const isWanted = this.#port.view.visible || (active !== undefined && this.#port.isPrometheusFile(active));
    if (!this.#used || !isWanted || !context || (context.name === '' && context.cluster.state !== 'no-context')) {
      this.#item?.hide();
      return;
    }
    const { description, explanation, color } = clusterText(context.cluster, Date.now());
    const name = context.name === '' ? 'No context' : context.name;
    const isSnapshot = context.cluster.state === 'snapshot';
    const codicon = isSnapshot ? 'vm' : 'server-environment';
    const pinned =
      context.chosen === 'pinned' ? 'Pinned for this workspace.' : 'The current context of the kubeconfig.';
    this.#item ??= window.createStatusBarItem('context', StatusBarAlignment.Left);
    this.#item.name = 'Prometheus: Kube Context';
    this.#item.text = `$(${color === null ? codicon : 'warning'}) ${name.replaceAll('$(', '$ (')}`;
    this.#item.tooltip = new MarkdownString(
      tooltipOf(paragraph(`${name}: ${description}`), paragraph(explanation), isSnapshot ? '' : paragraph(pinned)),
    );
    this.#item.accessibilityInformation = {
      label: `Kube context ${name}, ${description}. ${isSnapshot ? '' : pinned}`,
      role: 'button',
    };
    this.#item.command = 'prometheusKubernetes.selectContext';
    this.#item.show();
  }

  dispose(): void {
    for (const each of this.#listeners) each.dispose();
    this.#item?.dispose();
  }
}
