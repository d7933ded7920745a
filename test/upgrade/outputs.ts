/** The outputs of the example stacks, as the offline preview shows them. `npm run outputs` records them. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import type { PreviewReport } from "../../program/preview/report";
import { previewReport } from "./previewReport";

const stacks = ["complete", "hybrid"] as const;
type RecordedStack = (typeof stacks)[number];
const file = (stack: RecordedStack): string => join(__dirname, "..", "fixtures", "outputs", `${stack}.json`);

/** Hashes in names follow from the naming scope, which a test of its own covers. */
export const withoutHashes = (text: string): PreviewReport =>
    JSON.parse(text.replace(/-[0-9a-f]{8}(?=")/g, "-HASH")) as PreviewReport;

/** The outputs as they were recorded. */
export const recordedOutputs = (stack: RecordedStack): unknown => JSON.parse(readFileSync(file(stack), "utf8"));

const main = async (): Promise<void> => {
    for (const stack of stacks) {
        const text = JSON.stringify(withoutHashes(await previewReport(stack)).outputs, undefined, 4);
        const path = file(stack);
        writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
        console.log(`Wrote the outputs of ${stack} to test/fixtures/outputs/${stack}.json.`);
    }
};

if (require.main === module) {
    main().catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
    });
}
