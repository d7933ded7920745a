/** `npm run build:audit`: assembles the package of the audit in `build/audit`: one bundled file without dependencies. */
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { bundleOf } from "../build";
import { auditManifest, auditName } from "./manifest";

const root = join(__dirname, "..", "..");

/** The folder of the assembled package. */
export const auditFolder = join(root, "build", "audit");

/**
 * Assembles the package in a folder, which is emptied first.
 *
 * @throws Error if esbuild is not installed.
 */
export const assembleAudit = async (folder = auditFolder): Promise<void> => {
    const text = await bundleOf("commands/audit.ts");
    if (text === undefined) {
        throw new Error("esbuild is not installed; run `npm ci` with development dependencies");
    }
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, "bin"), { recursive: true });
    const bin = join(folder, "bin", `${auditName}.js`);
    writeFileSync(bin, `#!/usr/bin/env node\n${text}`);
    chmodSync(bin, 0o755);
    writeFileSync(join(folder, "package.json"), `${JSON.stringify(auditManifest(), undefined, 2)}\n`);
    copyFileSync(join(__dirname, "auditReadme.md"), join(folder, "README.md"));
    ["LICENSE", "CHANGELOG.md"].forEach((name) => {
        copyFileSync(join(root, name), join(folder, name));
    });
};

if (require.main === module) {
    assembleAudit()
        .then(() => {
            console.log(`${relative(process.cwd(), auditFolder)} assembled`);
        })
        .catch((error: unknown) => {
            console.error(error instanceof Error ? error.message : error);
            process.exitCode = 1;
        });
}
