import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
    { ignores: ["**/node_modules/**", "policypack/bin/**", "coverage/**", "reports/**"] },
    js.configs.recommended,
    ...tseslint.configs.strictTypeChecked,
    ...tseslint.configs.stylisticTypeChecked,
    {
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        rules: {
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
            // A promise that mocha's describe or it takes is awaited by mocha.
            "@typescript-eslint/no-floating-promises": [
                "error",
                { allowForKnownSafeCalls: [{ from: "package", name: ["describe", "it"], package: "mocha" }] },
            ],
            // `new SomeComponent(…)` is how Pulumi registers a resource.
            "no-new": "off",
            "arrow-body-style": ["error", "as-needed"],
            curly: ["error", "all"],
            "func-style": ["error", "expression"],
            "@typescript-eslint/no-extraneous-class": "off",
        },
    },
    { files: ["**/*.mjs", "**/*.cjs"], ...tseslint.configs.disableTypeChecked },
    {
        files: ["**/*.cjs"],
        languageOptions: { globals: { exports: "writable", require: "readonly" } },
        rules: { "@typescript-eslint/no-require-imports": "off" },
    },
);
