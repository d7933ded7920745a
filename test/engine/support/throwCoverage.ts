import { Session, type Profiler } from "node:inspector/promises";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** How often the code at an offset ran. Blocks nest, and the innermost says it; what was never compiled has none. */
const countAt = (offset: number, { functions }: Profiler.ScriptCoverage): number =>
    functions
        .flatMap(({ ranges }) => ranges)
        .filter(({ startOffset, endOffset }) => startOffset <= offset && offset < endOffset)
        .sort((a, b) => a.endOffset - a.startOffset - (b.endOffset - b.startOffset))[0]?.count ?? 0;

/** Which `throw` of a folder's modules never ran: a refusal that no test has seen. */
export class ThrowCoverage {
    private readonly session = new Session();

    constructor(private readonly folder: string) {}

    /** Counts from now on. A function that ran before is not counted. */
    async start(): Promise<void> {
        this.session.connect();
        await this.session.post("Debugger.enable");
        await this.session.post("Profiler.enable");
        await this.session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    }

    /** The lines of code around each `throw` that did not run, and stops counting. */
    async missed(): Promise<readonly string[]> {
        const { result } = await this.session.post("Profiler.takePreciseCoverage");
        const missed: string[] = [];
        for (const script of result.filter(({ url }) => this.isOurs(url))) {
            const { scriptSource } = await this.session.post("Debugger.getScriptSource", { scriptId: script.scriptId });
            for (const { index } of scriptSource.matchAll(/^ *throw .*$/gm)) {
                if (countAt(scriptSource.indexOf("throw", index), script) === 0) {
                    missed.push(`${relative(this.folder, this.nameOf(script.url))}: ${lineAt(scriptSource, index)}`);
                }
            }
        }
        this.session.disconnect();
        return missed;
    }

    private isOurs(url: string): boolean {
        return this.nameOf(url).startsWith(this.folder + sep);
    }

    private nameOf(url: string): string {
        return url.startsWith("file:") ? fileURLToPath(url) : url;
    }
}

const lineAt = (source: string, index: number): string => source.slice(index, source.indexOf("\n", index)).trim();
