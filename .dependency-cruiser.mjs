/**
 * Who may import whom. Imports go one way: policypack/iam -> documents -> graph -> engine -> rules -> pack, and
 * components/<pattern>/pattern.ts -> component.ts -> program -> index.ts. Types count as values do: a type left behind
 * breaks a published pack just as a value does. A folder without a row here fails the check.
 */
import { readdirSync } from "node:fs";
import { URL } from "node:url";

const folder = (path) => `^${path}/[^/]+$`;
const tree = (path) => `^${path}/`;
const npm = (name) => `(^|/)node_modules/${name}/`;
const core = (...names) => `^(node:)?(${names.join("|")})$`;
const files = core("fs", "path");

const iam = tree("policypack/iam");
const documents = tree("policypack/documents");
const pulumi = [npm("@pulumi/aws"), npm("@pulumi/pulumi")];
const pure = [folder("components/pattern"), folder("components/statements"), iam];

/** The files of components that only declare args, and those that create resources. */
const argsFile = "/([a-zA-Z]+A|a)rgs\\.ts$";
const resourceFile = "(/component|/[^/]+\\.resource)\\.ts$";

const notPatterns = ["nodes", "pattern", "resources", "runbooks", "statements"];
const patterns = readdirSync(new URL("components", import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !notPatterns.includes(entry.name))
    .map(({ name }) => name);

/** The patterns that use another one. Everything else that patterns share is in nodes, statements or pattern. */
const uses = {
    automationEvents: ["automation"],
    deployments: ["maintenanceWindow"],
    // A team gets access levels of any pattern.
    team: patterns.filter((name) => name !== "team"),
};

/** What the files of a folder may import; `except` leaves files to a row of their own. */
const rows = [
    { of: folder("policypack/iam/syntax"), may: [folder("policypack/iam/syntax")] },
    {
        of: folder("policypack/iam/knowledge"),
        may: [folder("policypack/iam/knowledge"), folder("policypack/iam/syntax")],
    },
    { of: folder("policypack/iam/model"), may: [folder("policypack/iam/model"), folder("policypack/iam/syntax")] },
    {
        of: folder("policypack/iam/analysis"),
        may: ["analysis", "knowledge", "model", "syntax"].map((name) => folder(`policypack/iam/${name}`)),
    },
    { of: folder("policypack/iam"), may: [iam] },
    {
        of: folder("policypack/documents/values"),
        may: [folder("policypack/documents/values"), folder("policypack/iam")],
    },
    {
        of: folder("policypack/documents/cloudformation"),
        may: [
            folder("policypack/documents/cloudformation"),
            folder("policypack/documents/values"),
            folder("policypack/iam"),
            npm("yaml"),
        ],
    },
    {
        of: folder("policypack/documents/resourceTypes"),
        may: [
            folder("policypack/documents/resourceTypes"),
            folder("policypack/documents/values"),
            folder("policypack/iam"),
        ],
    },
    { of: folder("policypack/documents"), may: [documents, folder("policypack/iam")] },
    { of: tree("policypack/graph"), may: [tree("policypack/graph"), documents, folder("policypack/iam")] },
    {
        of: tree("policypack/engine"),
        may: [tree("policypack/engine"), tree("policypack/graph"), documents, folder("policypack/iam"), core("crypto")],
    },
    {
        of: tree("policypack/rules"),
        may: [tree("policypack/rules"), tree("policypack/engine"), tree("policypack/graph"), documents, iam],
    },
    {
        of: folder("policypack"),
        may: [
            folder("policypack"),
            tree("policypack/engine"),
            tree("policypack/graph"),
            tree("policypack/rules"),
            documents,
            npm("@pulumi/policy"),
            npm("fastest-levenshtein"),
            files,
        ],
    },
    {
        of: folder("policypack/migration"),
        may: [
            folder("policypack/migration"),
            folder("policypack"),
            tree("policypack/engine"),
            documents,
            folder("policypack/iam"),
            core("crypto"),
        ],
    },
    {
        of: folder("audit/inputs"),
        may: [
            folder("audit/inputs"),
            folder("policypack"),
            tree("policypack/engine"),
            documents,
            folder("policypack/iam"),
            npm("yaml"),
            core("buffer", "fs", "path"),
        ],
    },
    {
        of: folder("audit/formats"),
        may: [folder("audit/formats"), folder("audit"), tree("policypack/engine"), folder("policypack/iam")],
    },
    {
        of: folder("audit"),
        may: [
            tree("audit"),
            folder("policypack"),
            tree("policypack/engine"),
            tree("policypack/rules"),
            documents,
            iam,
            files,
        ],
    },
    {
        of: folder("components/pattern"),
        except: argsFile,
        may: [folder("components/pattern"), folder("policypack/iam"), core("crypto"), npm("fastest-levenshtein")],
    },
    {
        of: `^components/[^/]+${argsFile}`,
        may: [...patterns, "nodes", "pattern"].map((name) => `^components/${name}${argsFile}`),
        types: [npm("@pulumi/pulumi")],
    },
    { of: folder("components/statements"), may: pure },
    { of: tree("components/runbooks"), may: [tree("components/runbooks"), ...pure] },
    {
        of: folder("components/resources"),
        may: [
            folder("components/resources"),
            tree("policypack/engine"),
            folder("policypack/rules"),
            ...pure,
            ...pulumi,
        ],
    },
    ...["nodes", ...patterns].flatMap((name) => {
        const own = [
            folder(`components/${name}`),
            folder("components/nodes"),
            folder("components/runbooks"),
            ...(uses[name] ?? []).map((other) => folder(`components/${other}`)),
            ...pure,
        ];
        return [
            {
                of: folder(`components/${name}`),
                except: `${argsFile}|${resourceFile}`,
                may: own,
                // What creates resources is not for pure files.
                not: resourceFile,
            },
            {
                of: `^components/${name}${resourceFile}`,
                may: [...own, folder("components/resources"), ...pulumi],
            },
        ];
    }),
    { of: "^components/(index|patterns)\\.ts$", may: [tree("components")] },
    { of: "^components/provider\\.ts$", may: ["^components/index\\.ts$", npm("@pulumi/pulumi"), files] },
    { of: "^components/plugin\\.cjs$", may: ["^components/index\\.ts$", core("fs", "module", "path")] },
    {
        of: tree("program/config"),
        may: [
            tree("program/config"),
            "^program/config\\.schema\\.json$",
            folder("components"),
            ...["pattern", "resources", "team"].map((name) => folder(`components/${name}`)),
            folder("policypack/iam"),
            npm("@pulumi/pulumi"),
            npm("fastest-levenshtein"),
            npm("yaml"),
            files,
        ],
    },
    {
        of: tree("program/plan"),
        may: [
            tree("program/plan"),
            tree("program/config"),
            folder("components"),
            ...["deployments", "pattern", "resources", "statements", "team"].map((name) =>
                folder(`components/${name}`),
            ),
            tree("policypack/engine"),
            folder("policypack/iam"),
            ...pulumi,
        ],
    },
    {
        of: tree("program/preview"),
        may: [
            tree("program"),
            ...["pattern", "resources", "statements", "team"].map((name) => folder(`components/${name}`)),
            tree("policypack/engine"),
            tree("policypack/graph"),
            folder("policypack/iam"),
            folder("policypack/rules"),
            documents,
            ...["@pulumi/pulumi", "object-treeify", "picocolors"].map(npm),
        ],
    },
    {
        // Loads the AWS SDK only for a check, from a folder that the user names.
        of: tree("program/preflight"),
        may: [
            tree("program/preflight"),
            folder("program/config"),
            folder("program/plan"),
            folder("program/preview"),
            folder("components/pattern"),
            tree("policypack/graph"),
            folder("policypack/iam"),
            files,
            core("module"),
        ],
    },
    {
        of: tree("program/init"),
        may: [
            tree("program/init"),
            tree("program/config"),
            folder("program/preview"),
            folder("policypack/iam"),
            npm("yaml"),
            files,
        ],
    },
    {
        of: folder("program"),
        may: [folder("program"), tree("program/config"), tree("program/plan"), npm("@pulumi/pulumi")],
    },
    { of: "^index\\.ts$", may: [folder("program")] },
    {
        of: folder("commands"),
        may: [
            folder("commands"),
            tree("audit"),
            documents,
            tree("program/config"),
            tree("program/init"),
            folder("program"),
            tree("program/preflight"),
            tree("program/preview"),
            folder("policypack"),
            tree("policypack/engine"),
            folder("policypack/migration"),
            folder("policypack/iam"),
            // Pulumi, which the start of a command loads while esbuild works.
            ...["@pulumi/pulumi", "commander", "esbuild"].map(npm),
            core("[a-z_/]+"),
        ],
    },
    {
        of: folder("deployments"),
        may: [
            folder("deployments"),
            folder("components/deployments"),
            folder("components/pattern"),
            tree("program/config"),
            folder("policypack"),
            npm("@pulumi/pulumi"),
            npm("@pulumi/pulumiservice"),
            files,
        ],
    },
];

const named = ({ of }) => of.replace(/\[\^\/\]\+|[\\^$]/g, "").replace(/\/$/, "");

export default {
    forbidden: [
        {
            name: "no-circular",
            comment: "No circle of imports, types included.",
            severity: "error",
            from: {},
            to: { circular: true },
        },
        {
            name: "resolvable",
            comment: "Every relative import names a file that is there. Packages are the compiler's business.",
            severity: "error",
            from: {},
            to: { couldNotResolve: true, path: "^\\." },
        },
        {
            name: "pack-is-not-imported",
            comment: "policypack/index.ts starts a server as it is loaded, so only Pulumi's runner may load it.",
            severity: "error",
            from: {},
            to: { path: "^policypack/index\\.ts$" },
        },
        {
            name: "shipped-without-tools",
            comment: "Nothing that ships imports from test or tools.",
            severity: "error",
            from: { pathNot: "^(test|tools)/" },
            to: { path: "^(test|tools)/" },
        },
        {
            name: "plans-of-the-program",
            comment: "A component trusts a plan that is handed over, so only the program hands one over.",
            severity: "error",
            from: { pathNot: "^(program/plan/create|components/resources/planComponent)\\.ts$" },
            to: { path: "^components/resources/handedPlan\\.ts$" },
        },
        {
            name: "plans-of-the-preview",
            comment: "A program trusts the plan of its run, so only the preview hands one over.",
            severity: "error",
            from: { pathNot: "^program/(index|preview/run)\\.ts$" },
            to: { path: "^program/plan/planOfRun\\.ts$" },
        },
        {
            name: "one-barrel",
            comment: "components/index.ts is the only barrel: inside components, a file is imported by its own name.",
            severity: "error",
            from: { path: "^components/", pathNot: "^components/(provider\\.ts|plugin\\.cjs)$" },
            to: { path: "^components/index\\.ts$" },
        },
        ...rows.flatMap((row) => [
            {
                name: `from ${named(row)}`,
                comment: "Not one of the folders and packages that this folder may import (.dependency-cruiser.mjs).",
                severity: "error",
                from: { path: row.of, ...(row.except === undefined ? {} : { pathNot: row.except }) },
                to: { pathNot: [...row.may, ...(row.types ?? [])] },
            },
            ...(row.not === undefined
                ? []
                : [
                      {
                          name: `from pure files of ${named(row)}`,
                          comment: "Files that create resources are not for pure ones.",
                          severity: "error",
                          from: { path: row.of, pathNot: row.except },
                          to: { path: row.not },
                      },
                  ]),
            ...(row.types === undefined
                ? []
                : [
                      {
                          name: `types only from ${named(row)}`,
                          comment: "Args declare types; a value imported here would run.",
                          severity: "error",
                          from: { path: row.of },
                          to: { path: row.types, dependencyTypesNot: ["type-only"] },
                      },
                  ]),
        ]),
        {
            name: "every-folder-has-a-row",
            comment: "Say in .dependency-cruiser.mjs what this folder may import.",
            severity: "error",
            from: { pathNot: ["^(test|tools)/", "^[^/]+\\.(mjs|cjs)$", ...rows.map(({ of }) => of)] },
            to: {},
        },
    ],
    options: {
        doNotFollow: { path: "node_modules" },
        exclude: { path: ["^(policypack|components)/bin/"] },
        tsPreCompilationDeps: true,
        tsConfig: { fileName: "tsconfig.json" },
        detectJSDocImports: true,
        enhancedResolveOptions: { conditionNames: ["import", "require", "node", "default", "types"] },
    },
};
