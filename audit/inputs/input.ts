/** What every reader of inputs returns. */
import type { AuditedResource, AuditedStack } from "../../policypack/pulumiExport";
import type { Position } from "./positions";

/** The names of the forms of input, as `--input-format` takes them. */
export const inputFormats = [
    "pulumi-export",
    "pulumi-preview",
    "cloudformation",
    "cdk",
    "terraform",
    "policy",
    "aws-account",
] as const;

export type InputFormat = (typeof inputFormats)[number];

/** Where a value stands, as the tool that wrote the input names it. */
export interface SourcePlace {
    /** The resource: a URN, a Terraform address, a logical ID. */
    readonly address: string;
    readonly type: string;
    /** The path in the resource. */
    readonly path: string;
}

/** A resource, and where it was read. */
export interface SourceResource extends AuditedResource {
    /** The resource as its tool names it: a URN, a Terraform address, an ARN. */
    readonly address: string;
    /** Its type as its tool names it. @default - `type`. */
    readonly sourceType?: string;
    /** The file, if it is not the one that was given. */
    readonly file?: string;
    readonly arn?: string | undefined;
    readonly account?: string | undefined;
    readonly region?: string | undefined;
    /** The place of a property in the words of its tool. @default - the address, and the path. */
    readonly placeOf?: (path: string) => SourcePlace;
    /** The line and column of a property. @default - unknown. */
    readonly positionOf?: (path: string) => Position | undefined;
}

/** Resources that are evaluated together. */
export interface SourceStack extends AuditedStack {
    readonly resources: readonly SourceResource[];
}

/** A file as text. */
export interface SourceText {
    /** The path as it is printed. */
    readonly file: string;
    readonly text: string;
}

/** Something that cannot be read, which costs nothing else its result. */
export interface Unreadable {
    readonly file: string;
    /** A clause that follows the file: `is not valid JSON`. */
    readonly reason: string;
}

/** What was read from one file or assembly. */
export interface ReadInput {
    readonly file: string;
    readonly format: InputFormat;
    readonly stacks: readonly SourceStack[];
    readonly unreadable: readonly Unreadable[];
}

/** How to name the stacks of inputs that do not tell it. */
export interface ReadingContext {
    /** The organization of the stacks, which exemptions can name. */
    readonly organization: string | undefined;
}

/** Thrown with a clause that says what is wrong with a file. */
export class UnreadableError extends Error {}

/** The name of a file without folders and extensions, for inputs whose stack has no name of its own. */
export const stackNameOf = (file: string): string => {
    const name = file.split(/[\\/]/).at(-1) ?? file;
    return name.replace(/(?<=.)\..*$/, "").replaceAll(/[\s:]+/g, "-");
};

/** The identity of a resource of another tool, in the form of Pulumi's, by which exemptions and fingerprints work. */
export const urnOf = (project: string, stack: string, type: string, name: string): string =>
    `urn:pulumi:${stack}::${project}::${type}::${name}`;
