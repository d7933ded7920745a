/** Finds documents, templates and AWS managed policies by their form, in the properties of types without a row. */

import type { DocumentKind } from "../iam";
import { keysOf, withoutUnknowns, getOwn, isFullyKnown, type Step } from "./values/paths";
import { parseJson } from "./values/parseJson";

/** The depth limit for what is searched in the properties of an unlisted type; real inputs are nested less deeply. */
const deepest = 32;

const versions: ReadonlySet<unknown> = new Set([undefined, null, "2012-10-17", "2008-10-17"]);

const statementsOf = (document: unknown): readonly unknown[] => {
    const statement = getOwn(document, "Statement");
    if (Array.isArray(statement)) {
        return statement;
    }
    return statement === undefined ? [] : [statement];
};

const has = (value: unknown, ...keys: readonly string[]): boolean =>
    keys.some((key) => getOwn(value, key) !== undefined);

/** Whether the value has the form of an IAM policy: a valid Version or none, and a statement with Effect and Action. */
const isPolicy = (value: unknown): boolean => {
    const statements = statementsOf(value);
    return (
        statements.length > 0 &&
        versions.has(getOwn(value, "Version")) &&
        statements.some(
            (statement) =>
                ["Allow", "Deny"].includes(getOwn(statement, "Effect") as string) &&
                has(statement, "Action", "NotAction"),
        )
    );
};

const assumes = (statement: unknown): boolean =>
    [getOwn(statement, "Action")]
        .flat()
        .every((action) => typeof action === "string" && action.trim().toLowerCase().startsWith("sts:"));

/**
 * Without a principal it is a grant; with one it is a trust policy if all actions are `sts:`, else a resource policy.
 */
const kindOf = (document: unknown): DocumentKind => {
    const statements = statementsOf(document);
    if (!statements.some((statement) => has(statement, "Principal", "NotPrincipal"))) {
        return "grant";
    }
    return statements.every(assumes) ? "trust" : "resource";
};

/** Whether the value has the form of a CloudFormation template: a resource of a CloudFormation type. */
const isTemplate = (value: unknown): boolean => {
    const resources = getOwn(value, "Resources");
    return keysOf(resources).some((name) => {
        const type = getOwn(getOwn(resources, name), "Type");
        // In a loop, the type stands deeper.
        return name.startsWith("Fn::ForEach::") || (typeof type === "string" && /^(?:AWS|Alexa|Custom)::/.test(type));
    });
};

/** Whether a text that is no JSON has the form of a template. */
const isYamlTemplate = (text: string): boolean =>
    text.includes("Resources") && text.includes("AWS::") && /^["']?Resources["']?[ \t]*:/m.test(text);

/** The ARN of an AWS managed policy, as a whole value. */
const managedPolicy = /^\s*arn:aws[a-z-]*:iam::aws:policy\/[\w+=,.@/-]+\s*$/;

/** Names of properties and types whose documents only limit permissions. */
const limits = /boundar(y|ies)|session_?polic|vpc_?endpoint|(service|resource)_?control|^(scp|rcp)s?$/i;

/**
 * Names of properties in which the ARN of a policy attaches nothing. Parameters are those of a rule that looks for the
 * policy, or of a template, which is read itself.
 */
const attachesNothing = /boundar|guardrail|allowed|condition|session_?polic|parameter|^statements?$/i;

/** Names of properties whose strings are content, such as environment variables: a policy there grants nothing. */
const contents: ReadonlySet<string> = new Set([
    "env",
    "envs",
    "environment",
    "environmentvariables",
    "runtimeenvironmentvariables",
    "keepers",
    "triggers",
    "annotations",
]);

/** Names of properties that store text, in any type that is not known to grant by them. */
const data: ReadonlySet<string> = new Set([
    "binarydata",
    "content",
    "contentbase64",
    "contents",
    "data",
    "datajson",
    "item",
    "payload",
    "plaintextvalue",
    "secretdata",
    "secretstring",
    "stringdata",
    "text",
    "userdata",
    "value",
]);

/** What is found in the properties of a type without a row. */
export interface Detected {
    readonly documents: readonly DetectedDocument[];
    /** The steps to each template. */
    readonly templates: readonly (readonly Step[])[];
    /** The steps to each ARN of an AWS managed policy. */
    readonly managedPolicies: readonly (readonly Step[])[];
}

/** A document detected by its form. */
export interface DetectedDocument {
    readonly steps: readonly Step[];
    readonly kind: DocumentKind;
    readonly raw: unknown;
}

/** What is known of the type. */
export interface TypeForm {
    /** The name of the type. */
    readonly name: string;
    /** Whether the type is known to grant by properties that store text elsewhere: `content` of an organization's policy. */
    readonly grantsByData: boolean;
}

/**
 * Every value below `root` that has the form of a policy document, a template or the ARN of an AWS managed policy. Never
 * triggers Pulumi's error for unknown values: in an unlisted type, an unknown value need not be a document.
 */
export const detect = (root: unknown, form: TypeForm): Detected => {
    const detector = new Detector(form);
    detector.detect(root, false);
    return detector;
};

/** Uses one mutable path for speed: everything below a resource is visited. */
class Detector implements Detected {
    readonly documents: DetectedDocument[] = [];
    readonly templates: (readonly Step[])[] = [];
    readonly managedPolicies: (readonly Step[])[] = [];
    private readonly way: Step[] = [];

    constructor(private readonly form: TypeForm) {}

    detect(root: unknown, inText: boolean): void {
        if (typeof root === "string") {
            // A string inside JSON text is content and grants nothing. Objects inside JSON text count: some types
            // take a list of documents as JSON text.
            if (!inText) {
                this.detectText(root);
            }
        } else if (typeof root !== "object" || root === null) {
            return;
        } else if (isPolicy(root)) {
            if (isFullyKnown(root)) {
                this.add(root, Object.freeze(withoutUnknowns(root)));
            }
        } else if (!inText && isTemplate(root)) {
            if (isFullyKnown(root)) {
                this.templates.push([...this.way]);
            }
        } else {
            this.detectBelow(root, inText);
        }
    }

    private detectText(text: string): void {
        if (text.length < "arn:aws:iam::aws:policy/".length) {
            return;
        }
        if (managedPolicy.test(text)) {
            if (!this.isContent() && !this.way.some((step) => attachesNothing.test(String(step)))) {
                this.managedPolicies.push([...this.way]);
            }
            return;
        }
        const document = parseJson(text);
        if (document === undefined ? !isYamlTemplate(text) : this.isContent()) {
            return;
        }
        if (document === undefined || isTemplate(document)) {
            if (!this.isContent()) {
                this.templates.push([...this.way]);
            }
        } else if (isPolicy(document)) {
            this.add(document, text);
        } else {
            this.detectBelow(document, true);
        }
    }

    private add(document: unknown, raw: unknown): void {
        const [property] = this.way;
        // Only the top-level property: deeper names may be chosen by the author.
        const onlyLimits = limits.test(this.form.name) || (typeof property === "string" && limits.test(property));
        this.documents.push({ steps: [...this.way], kind: onlyLimits ? "boundary" : kindOf(document), raw });
    }

    /** The property itself may have the name of an environment, as a name chosen by the author. */
    private isContent(): boolean {
        const last = this.way.length - 1;
        return this.way.some((step, index) => {
            const name = String(step).toLowerCase();
            return (index < last && contents.has(name)) || (!this.form.grantsByData && data.has(name));
        });
    }

    private detectBelow(root: unknown, inText: boolean): void {
        if (this.way.length >= deepest) {
            return;
        }
        for (const key of keysOf(root)) {
            this.way.push(Array.isArray(root) ? Number(key) : key);
            this.detect(getOwn(root, key), inText);
            this.way.pop();
        }
    }
}
