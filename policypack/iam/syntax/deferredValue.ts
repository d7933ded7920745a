/**
 * Values resolved at deployment, written as CloudFormation dynamic references: `{{resolve:ssm:/topic}}`. They cannot be
 * evaluated statically, so rules never report them.
 */

/** The placeholder for such a value. It has no colons, which would separate the fields of an ARN. */
export const deferred = (name: string): string => `{{${name.replace(/:+/g, ".")}}}`;

/** Whether any part of the text is resolved at deployment. */
export const isDeferred = (text: string): boolean => text.includes("{{");

const dynamicReferences = /\{\{[^{}]*\}\}/g;

/** The text with dots for the colons of dynamic references, so that it has the length and the fields of the ARN. */
export const maskDeferred = (text: string): string =>
    isDeferred(text) ? text.replace(dynamicReferences, (reference) => reference.replaceAll(":", ".")) : text;

/** Whether a slash or colon follows the last unknown value, so that what precedes it is one whole name. */
export const endsDeferredName = (text: string): boolean => /[/:]/.test(text.slice(text.lastIndexOf("}}") + 2));

/** The text with a letter for each unknown value. */
export const withoutDeferred = (text: string): string =>
    isDeferred(text) ? text.replace(dynamicReferences, "x") : text;

/** Whether the whole text is one value that is resolved at deployment: nothing of it is known. */
export const isWhollyDeferred = (text: string): boolean => /^\s*\{\{[^{}]*\}\}\s*$/.test(text);

/** The member of an object to which a transform, such as `AWS::Include`, adds others at deployment. */
export const transform = "Fn::Transform";

/** Whether the deployment adds members to the object. */
export const hasDeferredMembers = (members: object): boolean => Object.hasOwn(members, transform);
