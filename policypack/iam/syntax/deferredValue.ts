/**
 * Values that only the deployment tells, in the form CloudFormation has for them: `{{resolve:ssm:/topic}}`. Nobody can
 * say before what they bind, so they are never the reason for a finding.
 */

/** The text that stands for such a value. */
export const deferred = (name: string): string => `{{${name}}}`;

/** Whether a part of the text is told later. */
export const isDeferred = (text: string): boolean => text.includes("{{");
