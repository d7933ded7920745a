import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
    {
        ignores: [
            "**/node_modules/**",
            "policypack/bin/**",
            "components/bin/**",
            "build/**",
            "examples/languages/**",
            "coverage/**",
            "reports/**",
        ],
    },
    js.configs.recommended,
    ...tseslint.configs.strictTypeChecked,
    ...tseslint.configs.stylisticTypeChecked,
    {
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        rules: {
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
            // Mocha awaits the promises that callbacks of describe and it return.
            "@typescript-eslint/no-floating-promises": [
                "error",
                { allowForKnownSafeCalls: [{ from: "package", name: ["describe", "it"], package: "mocha" }] },
            ],
            // Pulumi registers a resource when its constructor is called.
            "no-new": "off",
            "arrow-body-style": ["error", "as-needed"],
            curly: ["error", "all"],
            "func-style": ["error", "expression"],
            // A chain of `condition ? [] : …` is one, too.
            "no-nested-ternary": "error",
            // dependency-cruiser cannot follow either.
            "@typescript-eslint/triple-slash-reference": ["error", { lib: "never", path: "never", types: "never" }],
            "no-restricted-syntax": [
                "error",
                {
                    selector: "ImportExpression > :not(Literal).source",
                    message: "Import a literal path, so that the check of import directions sees it.",
                },
                {
                    selector: "CallExpression[callee.name='require'] > :not(Literal).arguments",
                    message: "Require a literal path, so that the check of import directions sees it.",
                },
            ],
            "@typescript-eslint/no-extraneous-class": "off",
        },
    },
    {
        // Pulumi's Node runner compiles the program to CommonJS, where `import()` of a file without its extension fails.
        files: ["index.ts", "components/**/*.ts", "deployments/**/*.ts", "policypack/**/*.ts", "program/**/*.ts"],
        rules: {
            "no-restricted-syntax": [
                "error",
                {
                    selector: "ImportExpression, CallExpression[callee.name='require']",
                    message: "Import it at the top of the file: Pulumi's Node runner cannot load files in other ways.",
                },
            ],
        },
    },
    { files: ["**/*.mjs", "**/*.cjs"], ...tseslint.configs.disableTypeChecked },
    {
        files: ["**/*.cjs"],
        languageOptions: {
            globals: { __dirname: "readonly", exports: "writable", module: "readonly", require: "readonly" },
        },
        rules: { "@typescript-eslint/no-require-imports": "off" },
    },
);
