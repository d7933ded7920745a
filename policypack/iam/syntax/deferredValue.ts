/**
 * Values resolved at deployment, written as CloudFormation dynamic references: `{{resolve:ssm:/topic}}`. They cannot be
 * evaluated statically, so rules never report them.
 */

/** The placeholder for such a value. */
export const deferred = (name: string): string => `{{${name}}}`;

/** Whether any part of the text is resolved at deployment. */
export const isDeferred = (text: string): boolean => text.includes("{{");
