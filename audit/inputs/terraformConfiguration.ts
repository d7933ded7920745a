/** What the configuration in a plan tells of its resources: their providers, and what their arguments refer to. */
import { getOwn, keysOf } from "../../policypack/documents/values/paths";

/** How many modules and outputs a reference leads through. */
const deepest = 32;

const listAt = (value: unknown, key: string): readonly unknown[] => {
    const found = getOwn(value, key);
    return Array.isArray(found) ? (found as readonly unknown[]) : [];
};

const textAt = (value: unknown, key: string): string => {
    const found = getOwn(value, key);
    return typeof found === "string" ? found : "";
};

/** A module of the configuration, in the modules around it. */
interface Module {
    readonly configured: unknown;
    /** `module.network.`, or nothing for the root module. */
    readonly prefix: string;
    readonly parent: Module | undefined;
    /** The call of the module, with the expressions of its variables. */
    readonly call: unknown;
}

const withoutIndexes = (address: string): string => address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");

/** The references of an expression, also of the blocks in it. */
const referencesIn = (expression: unknown, depth = deepest): readonly string[] => {
    if (typeof expression !== "object" || expression === null || depth === 0) {
        return [];
    }
    const own = listAt(expression, "references").filter((one): one is string => typeof one === "string");
    return own.length > 0 ? own : keysOf(expression).flatMap((key) => referencesIn(getOwn(expression, key), depth - 1));
};

/** The provider's arguments that are constants, under the names that Pulumi gives them. */
const providerOf = (expressions: unknown): unknown => {
    const constant = (name: string): unknown => getOwn(getOwn(expressions, name), "constant_value");
    const role = constantIn(getOwn(expressions, "assume_role"), "role_arn");
    return {
        region: constant("region"),
        allowedAccountIds: constant("allowed_account_ids"),
        skipRequestingAccountId: constant("skip_requesting_account_id"),
        ...(role === undefined ? {} : { assumeRoles: [{ roleArn: role }] }),
    };
};

const constantIn = (blocks: unknown, name: string): unknown =>
    Array.isArray(blocks) ? getOwn(getOwn(blocks.at(-1), name), "constant_value") : undefined;

export class ConfigurationReader {
    private readonly modules = new Map<string, Module>();
    private readonly resources = new Map<string, { readonly module: Module; readonly configured: unknown }>();
    private readonly providers = new Map<string, unknown>();

    constructor(configuration: unknown) {
        this.read({ configured: getOwn(configuration, "root_module"), prefix: "", parent: undefined, call: undefined });
        const providers = getOwn(configuration, "provider_config");
        for (const key of keysOf(providers)) {
            this.providers.set(key, providerOf(getOwn(getOwn(providers, key), "expressions")));
        }
    }

    /** The constant arguments of the provider of a resource. */
    providerOf(address: string): unknown {
        const found = this.resources.get(withoutIndexes(address));
        return this.providers.get(textAt(found?.configured, "provider_config_key"));
    }

    /** For each argument of a resource, the addresses of the resources that it refers to. */
    referencesOf(address: string): Readonly<Record<string, readonly string[]>> {
        const found = this.resources.get(withoutIndexes(address));
        const expressions = getOwn(found?.configured, "expressions");
        return found === undefined
            ? {}
            : Object.fromEntries(
                  keysOf(expressions).map((name) => [
                      name,
                      this.resolveAll(referencesIn(getOwn(expressions, name)), found.module, deepest),
                  ]),
              );
    }

    private read(module: Module, depth = deepest): void {
        if (depth === 0) {
            return;
        }
        this.modules.set(module.prefix, module);
        for (const resource of listAt(module.configured, "resources")) {
            const address = `${module.prefix}${textAt(resource, "address")}`;
            this.resources.set(address, { module, configured: resource });
        }
        const calls = getOwn(module.configured, "module_calls");
        for (const name of keysOf(calls)) {
            const call = getOwn(calls, name);
            const prefix = `${module.prefix}module.${name}.`;
            this.read({ configured: getOwn(call, "module"), prefix, parent: module, call }, depth - 1);
        }
    }

    private resolveAll(references: readonly string[], module: Module, depth: number): readonly string[] {
        return [...new Set(references.flatMap((one) => this.resolve(withoutIndexes(one), module, depth)))];
    }

    /** A reference to a resource, to an output of a module, or to a variable that the caller of the module sets. */
    private resolve(reference: string, module: Module, depth: number): readonly string[] {
        const [first = "", second = "", third] = reference.split(".");
        if (depth === 0) {
            return [];
        }
        if (first === "var") {
            const expression = getOwn(getOwn(module.call, "expressions"), second);
            return module.parent === undefined
                ? []
                : this.resolveAll(referencesIn(expression), module.parent, depth - 1);
        }
        if (first === "module") {
            const called = this.modules.get(`${module.prefix}module.${second}.`);
            const output = getOwn(getOwn(getOwn(called?.configured, "outputs"), third ?? ""), "expression");
            return called === undefined ? [] : this.resolveAll(referencesIn(output), called, depth - 1);
        }
        const address = `${module.prefix}${first}.${second}`;
        return this.resources.has(address) ? [address] : [];
    }
}
