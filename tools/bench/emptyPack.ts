import { build } from "esbuild";
import { packFolder } from "../../test/policypack/analyzer";
import { temporaryPack, type TemporaryPack } from "../../test/policypack/temporaryPack";

/** A pack without policies, bundled and started like the real one. */
export const emptyPack = (): Promise<TemporaryPack> =>
    temporaryPack((outfile) =>
        build({
            stdin: {
                contents: 'import { PolicyPack } from "@pulumi/policy"; new PolicyPack("empty", { policies: [] });',
                resolveDir: packFolder,
            },
            outfile,
            bundle: true,
            platform: "node",
            target: "node20",
            external: ["@pulumi/*"],
            tsconfigRaw: {},
            logLevel: "error",
        }),
    );
