const vscode = require('vscode');

const YAML = { language: 'yaml' };

exports.activate = context => {
  const findings = vscode.languages.createDiagnosticCollection('probe');
  const look = document => {
    if (document.languageId === 'yaml') findings.set(document.uri, findingsOf(document));
  };
  vscode.workspace.textDocuments.forEach(look);
  const status = vscode.languages.createLanguageStatusItem('probe', YAML);
  status.name = 'Probe';
  status.text = 'Probe is ready';
  const entry = vscode.window.createStatusBarItem('probe', vscode.StatusBarAlignment.Left);
  entry.text = 'Probe entry';
  entry.show();
  context.subscriptions.push(
    findings,
    status,
    entry,
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(event => look(event.document)),
    vscode.commands.registerCommand('probe.sayHello', () =>
      vscode.window.showInformationMessage('Hello from the probe'),
    ),
    vscode.languages.registerHoverProvider(YAML, { provideHover: hover }),
    vscode.languages.registerCompletionItemProvider(YAML, { provideCompletionItems: complete }, ':'),
    vscode.languages.registerCodeActionsProvider(YAML, { provideCodeActions: fixes }),
    vscode.languages.registerDocumentSymbolProvider(YAML, { provideDocumentSymbols: symbols }),
  );
};

function findingsOf(document) {
  return [...document.getText().matchAll(/wrong/g)].map(match => {
    const range = new vscode.Range(
      document.positionAt(match.index),
      document.positionAt(match.index + match[0].length),
    );
    return new vscode.Diagnostic(range, 'This is wrong.', vscode.DiagnosticSeverity.Warning);
  });
}

function hover(document, position) {
  return new vscode.Hover(`The word is ${document.getText(document.getWordRangeAtPosition(position))}`);
}

function complete() {
  return ['alpha', 'beta', 'gamma'].map(label => {
    const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.Value);
    item.documentation = `Documentation of ${label}`;
    return item;
  });
}

function fixes(document, _range, { diagnostics }) {
  return diagnostics.map(diagnostic => {
    const fix = new vscode.CodeAction('Make it right', vscode.CodeActionKind.QuickFix);
    fix.diagnostics = [diagnostic];
    fix.edit = new vscode.WorkspaceEdit();
    fix.edit.replace(document.uri, diagnostic.range, 'right');
    return fix;
  });
}

function symbols(document) {
  const range = document.lineAt(0).range;
  return [new vscode.DocumentSymbol('first line', '', vscode.SymbolKind.Key, range, range)];
}
