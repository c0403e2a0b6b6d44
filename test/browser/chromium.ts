import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Without a browser these tests are skipped, but never in CI: there its absence is a failure. */
export const skipWithoutChromium = !existsSync(executablePath) && process.env['CI'] === undefined;

/** Starts Chromium without its background services, which would call other hosts. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Routes do not see the requests of workers. Without names nothing but loopback can be reached.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });

/** For `expect.poll`: a browser on a busy machine needs more than one second. */
export const patiently = { timeout: 15_000 };

/** A page in a new browser profile, and its problems. */
export interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** Requests beyond loopback, refused CSP directives, console errors and uncaught exceptions, in order. */
  readonly complaints: string[];
}

// A string, because it runs in the page and the tests have no DOM types.
const REPORT_VIOLATIONS = `document.addEventListener('securitypolicyviolation', (event) =>
  complain(event.violatedDirective + ' violated by ' + event.blockedURI))`;

const isLocal = (url: URL): boolean =>
  url.hostname === '127.0.0.1' || ['data:', 'blob:'].includes(url.protocol);

/** Opens a page. Every request beyond loopback is blocked. */
export const openPage = async (
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const complaints: string[] = [];
  await context.route(
    (target) => !isLocal(target),
    (route) => {
      complaints.push(`request to ${route.request().url()}`);
      return route.abort();
    },
  );
  await context.exposeFunction('complain', (complaint: string) => complaints.push(complaint));
  await context.addInitScript(REPORT_VIOLATIONS);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  await page.goto(url);
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
};

/** Opens the explorer and waits until its operation editor shows text. */
export const visit: typeof openPage = async (browser, url, options) => {
  const visited = await openPage(browser, url, options);
  await operationText(visited.page).waitFor();
  return visited;
};

/** The text of the operation editor, as far as it is in view. */
export const operationText = (page: Page) => page.locator('.graphiql-query-editor .view-lines');

type EditorName = 'operation' | 'variables' | 'request-headers' | 'response';

interface MonacoModel {
  readonly uri: { readonly path: string };
  getValue(): string;
  setValue(value: string): void;
  onDidChangeContent(listener: () => void): void;
}

interface MonacoWindow {
  __MONACO: { editor: { getModels(): MonacoModel[] } };
}

/** The whole content of an editor. The document holds only the lines in view. */
export const editorContent = (page: Page, editor: EditorName): Promise<string> =>
  page.evaluate((name) => {
    const models = (globalThis as unknown as MonacoWindow).__MONACO.editor.getModels();
    return models.find((model) => model.uri.path.includes(name))?.getValue() ?? '';
  }, editor);

/** Replaces the content of an editor, as typing does. */
export const fillEditor = (page: Page, editor: EditorName, content: string): Promise<void> =>
  page.evaluate(
    ({ name, text }) => {
      const models = (globalThis as unknown as MonacoWindow).__MONACO.editor.getModels();
      models.find((model) => model.uri.path.includes(name))?.setValue(text);
    },
    { name: editor, text: content },
  );

/** Presses the button that runs the operation and reads the finished response. */
export const runOperation = async (page: Page): Promise<unknown> => {
  const answered = page.waitForResponse((response) => response.url().endsWith('/graphql'));
  await page.getByRole('button', { name: /^Execute query/ }).click();
  await answered;
  return JSON.parse(await shownResponse(page)) as unknown;
};

/** Waits until the response editor has content. GraphiQL empties it when an operation starts. */
const shownResponse = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const models = (globalThis as unknown as MonacoWindow).__MONACO.editor.getModels();
        const model = models.find(({ uri }) => uri.path.includes('response'));
        model?.onDidChangeContent(() => model.getValue() && resolve(model.getValue()));
        if (model?.getValue()) resolve(model.getValue());
      }),
  );
