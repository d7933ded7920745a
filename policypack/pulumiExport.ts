/** Reads the resources of a stack from the output of `pulumi stack export`. Pure. */

import { getOwn, keysOf } from "./documents/values/paths";
import { accountOfArn } from "./engine/account";
import type { EvaluatedResource } from "./engine/evaluate";
import { stackOf, type StackName } from "./engine/stacks";

/** A resource of an audited stack, and which of its inputs are secret. */
export interface AuditedResource extends EvaluatedResource {
    /** The paths of the secrets that were read in plain text, and are never printed. */
    readonly secretPaths: readonly string[];
    /** The paths of the values that were not read: secrets that are encrypted, or left out. */
    readonly hiddenPaths: readonly string[];
}

/** The resources that are evaluated together, whatever they were read from. */
export interface AuditedStack {
    readonly stack: StackName;
    readonly resources: readonly AuditedResource[];
    /** The texts of the secrets in plain text. */
    readonly secretTexts: ReadonlySet<string>;
}

/** The keys that mark a secret in an export. @see pulumi, sdk/go/common/resource/sig */
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** How deeply inputs are read. No rule looks deeper, and no input may overflow the call stack. */
const deepest = 512;

/** Parses the plain text of a secret; undefined if it is no JSON. */
const parseSecret = (plaintext: string): { readonly value: unknown } | undefined => {
    try {
        return { value: JSON.parse(plaintext) };
    } catch {
        return undefined;
    }
};

/** The inputs of a resource, and the paths of the secrets in them. */
interface Inputs extends Pick<AuditedResource, "secretPaths" | "hiddenPaths"> {
    readonly props: unknown;
}

/** Copies values without encrypted secrets. Secrets in plain text are decoded, and remembered. */
export class SecretReader {
    /** The texts of the secrets in plain text. */
    readonly texts = new Set<string>();
    private secretPaths: string[] = [];
    private hiddenPaths: string[] = [];

    readInputs(inputs: unknown): Inputs {
        this.secretPaths = [];
        this.hiddenPaths = [];
        const props = this.read(inputs, "", deepest);
        return { props, secretPaths: this.secretPaths, hiddenPaths: this.hiddenPaths };
    }

    private read(value: unknown, path: string, depth: number): unknown {
        if (typeof value !== "object" || value === null) {
            return value;
        }
        if (depth === 0) {
            return undefined;
        }
        if (getOwn(value, signature) === secretSignature) {
            return this.readSecret(getOwn(value, "plaintext"), path, depth - 1);
        }
        if (Array.isArray(value)) {
            return value.map((element, at) => this.read(element, `${path}[${at}]`, depth - 1));
        }
        const prefix = path === "" ? "" : `${path}.`;
        return Object.fromEntries(
            keysOf(value).map((key) => [key, this.read(getOwn(value, key), `${prefix}${key}`, depth - 1)]),
        );
    }

    /** A secret that cannot be decoded counts as encrypted. */
    private readSecret(plaintext: unknown, path: string, depth: number): unknown {
        const decoded = typeof plaintext === "string" ? parseSecret(plaintext) : undefined;
        if (decoded === undefined) {
            this.hiddenPaths.push(path);
            return undefined;
        }
        this.secretPaths.push(path);
        this.remember(decoded.value, depth);
        return this.read(decoded.value, path, depth);
    }

    private remember(value: unknown, depth: number): void {
        if (typeof value === "string") {
            this.texts.add(value);
        } else if (depth > 0) {
            keysOf(value).forEach((key) => {
                this.remember(getOwn(value, key), depth - 1);
            });
        }
    }
}

/** The outputs that identify a principal or a managed policy. */
const namingOutputs = ["arn", "groupName", "managedPolicyName", "name", "policyArn", "roleName", "userName"];

const textAt = (value: unknown, key: string): string => {
    const found = getOwn(value, key);
    return typeof found === "string" ? found : "";
};

/** The logical name of a resource. */
export const resourceName = (urn: string): string => urn.split("::").at(-1) ?? urn;

const urnsIn = (value: unknown): readonly string[] =>
    Array.isArray(value) ? value.filter((urn): urn is string => typeof urn === "string") : [];

/** The account of the resources of each provider, by their ARNs, where these agree. */
const accountsByProvider = (resources: readonly unknown[]): ReadonlyMap<string, string> => {
    const accounts = new Map<string, Set<string>>();
    for (const one of resources) {
        const account = accountOfArn(textAt(getOwn(one, "outputs"), "arn"));
        if (account !== undefined) {
            const provider = textAt(one, "provider");
            accounts.set(provider, (accounts.get(provider) ?? new Set()).add(account));
        }
    }
    return new Map(
        [...accounts].flatMap(([provider, all]) => (all.size === 1 ? [...all].map((one) => [provider, one]) : [])),
    );
};

/** The resources of a stack by their states, as exports and previews list them. */
export const stackOfStates = (states: readonly unknown[], organization: string | undefined): AuditedStack => {
    const reader = new SecretReader();
    // The stack does not manage external resources, nor those pending deletion.
    const managed = states.filter((state) => getOwn(state, "external") !== true && getOwn(state, "delete") !== true);
    const inputsOf = new Map(managed.map((one) => [textAt(one, "urn"), reader.readInputs(getOwn(one, "inputs"))]));
    const accounts = accountsByProvider(managed);
    const resources = managed.map((one) => {
        const urn = textAt(one, "urn");
        const dependencies = getOwn(one, "propertyDependencies");
        const [provider = ""] = textAt(one, "provider").split(/::(?=[^:]*$)/);
        return {
            urn,
            type: textAt(one, "type"),
            name: resourceName(urn),
            props: inputsOf.get(urn)?.props,
            secretPaths: inputsOf.get(urn)?.secretPaths ?? [],
            hiddenPaths: inputsOf.get(urn)?.hiddenPaths ?? [],
            provider: inputsOf.get(provider)?.props,
            accountInState: accounts.get(textAt(one, "provider")),
            names: Object.fromEntries(
                namingOutputs.flatMap((key) => {
                    const output = getOwn(getOwn(one, "outputs"), key);
                    return typeof output === "string" ? [[key, output]] : [];
                }),
            ),
            dependencies: Object.fromEntries(
                keysOf(dependencies).map((key) => [key, urnsIn(getOwn(dependencies, key))]),
            ),
        };
    });
    const stack = stackOf(resources.find(({ urn }) => urn !== "")?.urn ?? "", organization);
    return { stack, resources, secretTexts: reader.texts };
};

/** The deployment of an export, or of a file of a backend; undefined for other values. */
const deploymentOf = (exported: unknown): unknown =>
    [getOwn(exported, "deployment"), getOwn(getOwn(exported, "checkpoint"), "latest")].find(
        (deployment) => getOwn(deployment, "manifest") !== undefined,
    );

/** Whether the value is the output of `pulumi stack export`, or a file in which a backend keeps a stack. */
export const isExport = (value: unknown): boolean => deploymentOf(value) !== undefined;

/**
 * Reads an export.
 *
 * @throws Error if the value is not a stack export.
 */
export const readExport = (exported: unknown, organization?: string): AuditedStack => {
    const deployment = deploymentOf(exported);
    if (deployment === undefined) {
        throw new Error(
            "not a stack export: it has no deployment with a manifest; create it with `pulumi stack export`",
        );
    }
    const listed = getOwn(deployment, "resources");
    return stackOfStates(Array.isArray(listed) ? (listed as readonly unknown[]) : [], organization);
};
