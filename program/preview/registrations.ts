/** Records the resources that a program registers, by intercepting its calls to the (mock) engine. */
import * as pulumi from "@pulumi/pulumi";

/** A resource that the program registered. */
export interface PreviewedResource {
    /** In the engine's format. */
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** The URN of the parent. */
    readonly parent?: string;
    /** Unknown values are the engine's sentinels; secrets are masked. */
    readonly inputs: Readonly<Record<string, unknown>>;
}

/** A protobuf struct. */
interface Struct {
    readonly toJavaScript: () => Readonly<Record<string, unknown>>;
}

/** The part of a registration that a preview shows. */
interface Registration {
    readonly getType: () => string;
    readonly getName: () => string;
    readonly getParent: () => string;
    readonly getObject: () => Struct | undefined;
    readonly getPropertydependenciesMap: () => {
        readonly forEach: (visit: (dependencies: Dependencies, property: string) => void) => void;
    };
}

interface Dependencies {
    readonly getUrnsList: () => readonly string[];
}

type UnaryCallback = (error: unknown, response: unknown) => void;

/** The methods of Pulumi's mock resource monitor that are intercepted. */
interface Monitor {
    newUrn: (parent: string, type: string, name: string) => string;
    registerResource: (request: Registration, callback: UnaryCallback) => Promise<void>;
    registerResourceOutputs: (
        request: { readonly getUrn: () => string; readonly getOutputs: () => Struct | undefined },
        callback: UnaryCallback,
    ) => void;
}

/** The project and stack of the registered resources. */
interface Program {
    readonly project: string;
    readonly stack: string;
}

const stackType = "pulumi:pulumi:Stack";

/** Builds a URN like the engine: with the types of all ancestors except the stack. Pulumi's mocks keep only the last. */
const urnOf = ({ stack, project }: Program, parent: string, type: string, name: string): string => {
    const parentType = parent.split("::")[2] ?? "";
    const qualified = parentType === "" || parentType === stackType ? type : `${parentType}$${type}`;
    return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
};

/** Masks secrets. */
const masked = (value: unknown): unknown => {
    if (Array.isArray(value)) {
        return value.map(masked);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return pulumi.runtime.specialSigKey in value
        ? "[secret]"
        : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, masked(inner)]));
};

const maskedStruct = (struct: Struct | undefined): Readonly<Record<string, unknown>> =>
    masked(struct?.toJavaScript() ?? {}) as Readonly<Record<string, unknown>>;

/** The URNs of the resources that a property value depends on, by URN, then property. */
export type PropertyDependencies = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The registrations so far. */
interface Registrations {
    readonly resources: () => readonly PreviewedResource[];
    readonly dependencies: () => PropertyDependencies;
    /** The outputs of the stack. */
    readonly outputs: () => Readonly<Record<string, unknown>>;
}

/** Sorts parents before children, then by name: the order of concurrent registrations is not deterministic. */
const sorted = (resources: readonly PreviewedResource[]): readonly PreviewedResource[] => {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const keyOf = ({ name, type, parent = "" }: PreviewedResource): string => {
        const above = byUrn.get(parent);
        return `${above === undefined ? "" : keyOf(above)}/${parent.includes(`::${stackType}::`) ? type : ""}${name} ${type}`;
    };
    const keyed = resources.map((resource) => ({ resource, key: keyOf(resource) }));
    return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ resource }) => resource);
};

/** Starts recording registrations with the mock engine. */
export const listen = (program: Program): Registrations => {
    const resources: PreviewedResource[] = [];
    const dependencies: Record<string, Record<string, readonly string[]>> = {};
    let outputs: Readonly<Record<string, unknown>> = {};

    const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
    const register = monitor.registerResource.bind(monitor);
    const registerOutputs = monitor.registerResourceOutputs.bind(monitor);
    monitor.newUrn = (parent, type, name) => urnOf(program, parent, type, name);
    monitor.registerResource = (request, callback) => {
        const [parent, type, name] = [request.getParent(), request.getType(), request.getName()];
        const urn = urnOf(program, parent, type, name);
        const inputs = maskedStruct(request.getObject());
        const from: Record<string, readonly string[]> = (dependencies[urn] = {});
        request.getPropertydependenciesMap().forEach((property, name) => {
            from[name] = property.getUrnsList();
        });
        resources.push({ urn, type, name, ...(parent === "" ? {} : { parent }), inputs });
        return register(request, callback);
    };
    monitor.registerResourceOutputs = (request, callback) => {
        if (request.getUrn().includes(`::${stackType}::`)) {
            outputs = maskedStruct(request.getOutputs());
        }
        registerOutputs(request, callback);
    };
    return { resources: () => sorted(resources), dependencies: () => dependencies, outputs: () => outputs };
};
