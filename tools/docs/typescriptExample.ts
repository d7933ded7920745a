import { isRecord } from "../../program/config/encrypted";
import { grantsProperty, teamKey } from "../../program/config/grants";

/** The args as written in the config, with the ARNs that references to other components resolve to. */
const withArns = (written: unknown, resolved: unknown): unknown => {
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

/** The args for a program: as in the config, but a team describes the access levels that the config refers to. */
export const argsInProgram = (key: string, written: unknown, resolved: unknown): unknown => {
    if (key !== teamKey || !isRecord(written) || !isRecord(resolved)) {
        return withArns(written, resolved);
    }
    const args = Object.entries(written).filter(([name]) => name !== grantsProperty.name);
    return {
        [grantsProperty.replaces]: resolved[grantsProperty.replaces],
        ...(withArns(Object.fromEntries(args), resolved) as object),
    };
};

/** The component as a program with its outputs. The formatter of the pages turns the JSON into a TypeScript literal. */
export const typescriptExample = (component: string, name: string, args: unknown, outputs: readonly string[]): string =>
    [
        `import { ${component} } from "ssm-access";`,
        "",
        `const component = new ${component}(${JSON.stringify(name)}, ${JSON.stringify(args)});`,
        `export const { ${outputs.join(", ")} } = component;`,
    ].join("\n");
