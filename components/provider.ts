/** The component provider, by which programs in any language create the components. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ComponentResource, ComponentResourceOptions, Inputs } from "@pulumi/pulumi";
import { ComponentProvider } from "@pulumi/pulumi/provider/experimental";
import type { ConstructResult } from "@pulumi/pulumi/provider/provider";
import { main } from "@pulumi/pulumi/provider/server";
import * as components from "./index";

/** The class of any component. */
type ComponentClass = new (name: string, args: Inputs, opts?: ComponentResourceOptions) => ComponentResource;

/** The part of the package schema that the provider needs. */
interface PackageSchema {
    readonly name: string;
    readonly version: string;
    readonly resources: Readonly<Record<string, { readonly properties: Readonly<Record<string, unknown>> }>>;
}

const classes = components as unknown as Readonly<Record<string, ComponentClass>>;

/**
 * Serves the committed schema. The original class analyzes the sources when it starts and before it returns the first
 * component, which takes many times as long as the rest of a preview and needs the sources.
 */
export class CommittedSchemaProvider extends ComponentProvider {
    private readonly packageSchema: PackageSchema;
    private readonly schemaText: string;

    /** @param folder The folder with `package.json` and `schema.json`. */
    constructor(folder: string) {
        const text = readFileSync(join(folder, "schema.json"), "utf8");
        const schema = JSON.parse(text) as PackageSchema;
        super({ components: Object.values(classes), dirname: folder, name: schema.name, version: schema.version });
        this.packageSchema = schema;
        this.schemaText = text;
    }

    override getSchema(): Promise<string> {
        return Promise.resolve(this.schemaText);
    }

    override construct(
        name: string,
        type: string,
        inputs: Inputs,
        options: ComponentResourceOptions,
    ): Promise<ConstructResult> {
        const [, , className = ""] = type.split(":");
        const { [type]: resource } = this.packageSchema.resources;
        const { [className]: Class } = classes;
        if (resource === undefined || Class === undefined) {
            const known = Object.keys(this.packageSchema.resources).join(", ");
            return Promise.reject(new Error(`unknown component type ${type}; use one of ${known}`));
        }
        const component = new Class(name, inputs, options);
        const outputs = component as unknown as Readonly<Record<string, unknown>>;
        return Promise.resolve({
            urn: component.urn,
            state: Object.fromEntries(Object.keys(resource.properties).map((output) => [output, outputs[output]])),
        });
    }
}

/** Serves the components of the plugin in a folder until the engine stops it. */
export const serve = (folder: string): Promise<void> =>
    main(new CommittedSchemaProvider(folder), process.argv.slice(2));
