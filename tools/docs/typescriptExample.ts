import { isRecord } from "../../program/config/encrypted";

/** The args as written in the config, with the ARNs that references to other components resolve to. */
export const withArns = (written: unknown, resolved: unknown): unknown => {
    if (Array.isArray(written)) {
        const elements: readonly unknown[] = written;
        return elements.map((element, i) => withArns(element, Array.isArray(resolved) ? resolved[i] : undefined));
    }
    if (isRecord(written)) {
        return Object.fromEntries(
            Object.entries(written).map(([name, value]) => [
                name,
                withArns(value, isRecord(resolved) ? resolved[name] : undefined),
            ]),
        );
    }
    return resolved ?? written;
};

/** The component as a program with its outputs. The formatter of the pages turns the JSON into a TypeScript literal. */
export const typescriptExample = (component: string, name: string, args: unknown, outputs: readonly string[]): string =>
    [
        `import { ${component} } from "ssm-access";`,
        "",
        `const component = new ${component}(${JSON.stringify(name)}, ${JSON.stringify(args)});`,
        `export const { ${outputs.join(", ")} } = component;`,
    ].join("\n");
