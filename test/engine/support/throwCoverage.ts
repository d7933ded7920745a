import { Session, type Profiler } from "node:inspector/promises";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** How often the code at an offset ran: the count of the innermost block; 0 for code that was never compiled. */
const countAt = (offset: number, { functions }: Profiler.ScriptCoverage): number =>
    functions
        .flatMap(({ ranges }) => ranges)
        .filter(({ startOffset, endOffset }) => startOffset <= offset && offset < endOffset)
        .sort((a, b) => a.endOffset - a.startOffset - (b.endOffset - b.startOffset))[0]?.count ?? 0;

/** Finds `throw` statements in the modules of a folder that never ran, that is, errors that no test covers. */
export class ThrowCoverage {
    private readonly session = new Session();

    constructor(private readonly folder: string) {}

    /** Starts counting. A function that has run before is not counted. */
    async start(): Promise<void> {
        this.session.connect();
        await this.session.post("Debugger.enable");
        await this.session.post("Profiler.enable");
        await this.session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    }

    /** Stops counting, and returns the line of each `throw` that did not run. */
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
