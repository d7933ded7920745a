import { Session, type Profiler } from "node:inspector";

/**
 * How often a function was called, by the end of its file's path and its name; `only` excludes other functions of the
 * same name.
 */
export type CallCounts = (file: string, name: string, only?: (...args: never[]) => unknown) => number;

const lengthOf = (range: Profiler.CoverageRange | undefined): number =>
    range === undefined ? 0 : range.endOffset - range.startOffset;

/** Whether a function only returns an export, as the transpiler writes it for each exported name. */
const isExportGetter = ({ functionName, ranges: [range] }: Profiler.FunctionCoverage): boolean =>
    lengthOf(range) === `() => ${functionName}`.length;

/** Runs the work and counts the calls of every function meanwhile, as V8 counts them. */
export const countCalls = async (work: () => Promise<unknown>): Promise<CallCounts> => {
    const session = new Session();
    session.connect();
    try {
        session.post("Profiler.enable");
        session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
        await work();
        const coverage = await new Promise<readonly Profiler.ScriptCoverage[]>((resolve, reject) => {
            session.post("Profiler.takePreciseCoverage", (error, { result }) => {
                if (error === null) {
                    resolve(result);
                } else {
                    reject(error);
                }
            });
        });
        const counts = coverage.flatMap(({ url, functions }) =>
            functions.flatMap((one) => (isExportGetter(one) ? [] : [{ ...one, url }])),
        );
        return (file, name, only) =>
            counts
                .filter(({ url, functionName }) => url.endsWith(file) && functionName === name)
                .filter(({ ranges: [range] }) => only === undefined || lengthOf(range) === String(only).length)
                .reduce((sum, { ranges: [range] }) => sum + (range?.count ?? 0), 0);
    } finally {
        session.post("Profiler.stopPreciseCoverage");
        session.disconnect();
    }
};
