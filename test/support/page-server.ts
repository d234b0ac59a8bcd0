import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import ts from 'typescript';

const PAGE = `<!doctype html><title>Page</title>
<script type="importmap">{"imports": {"openapi-fetch": "/openapi-fetch.js"}}</script>`;

/** An HTTP server with an empty page that can import the typed client from `/client/index.js`. */
export class PageServer {
  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  static async start(): Promise<PageServer> {
    const server = createServer((request, response) => {
      void contentOf(request.url ?? '').then(([type, text]) =>
        response.writeHead(200, { 'Content-Type': type }).end(text),
      );
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new PageServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function contentOf(url: string): Promise<[type: string, text: string]> {
  if (url === '/openapi-fetch.js') {
    return ['text/javascript', await readFile('node_modules/openapi-fetch/dist/index.mjs', 'utf8')];
  }
  const [, name] = /^\/client\/([\w-]+)\.js$/.exec(url) ?? [];
  if (name === undefined) return ['text/html', PAGE];
  const source = await readFile(`src/client/${name}.ts`, 'utf8');
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  return ['text/javascript', ts.transpileModule(source, { compilerOptions }).outputText];
}
