/** Reads a text in whatever form it is. */
import { isAwsAccount, readAwsAccount } from "./awsAccount";
import { isCdkManifest, readCdkAssembly, type ReadFile } from "./cdkAssembly";
import { isTemplate, isTemplateText, readCloudFormation } from "./cloudFormation";
import { UnreadableError, type InputFormat, type ReadInput, type ReadingContext, type SourceText } from "./input";
import { isJsonText, parseJsonText } from "./parseText";
import { isPolicyDocument, readPolicyDocument } from "./policyDocument";
import { isPulumiExport, readPulumiExport } from "./pulumiExport";
import { isPulumiPreview, readPulumiPreview } from "./pulumiPreview";
import { isTerraform, readTerraform } from "./terraform";

/** A form of input that is JSON. */
interface JsonReader {
    readonly format: InputFormat;
    /** What it is, after "not". */
    readonly name: string;
    readonly is: (value: unknown) => boolean;
    readonly read: (value: unknown, source: SourceText, context: ReadingContext, readFile: ReadFile) => ReadInput;
}

const readers: readonly JsonReader[] = [
    {
        format: "pulumi-export",
        name: "the output of `pulumi stack export`",
        is: isPulumiExport,
        read: readPulumiExport,
    },
    {
        format: "pulumi-preview",
        name: "the output of `pulumi preview --json`",
        is: isPulumiPreview,
        read: readPulumiPreview,
    },
    {
        format: "terraform",
        name: "a plan or state as `terraform show -json` writes it",
        is: isTerraform,
        read: readTerraform,
    },
    {
        format: "aws-account",
        name: "the output of `aws iam get-account-authorization-details`",
        is: isAwsAccount,
        read: readAwsAccount,
    },
    {
        format: "cloudformation",
        name: "a CloudFormation template",
        is: isTemplate,
        read: (_, source, context) => readCloudFormation(source, context),
    },
    {
        format: "cdk",
        name: "the manifest of a CDK assembly",
        is: isCdkManifest,
        read: (value, { file }, context, readFile) => readCdkAssembly(value, file, readFile, context),
    },
    { format: "policy", name: "a policy document", is: isPolicyDocument, read: readPolicyDocument },
];

/** What to write where no form fits. */
const known =
    "a Pulumi export or preview, a CloudFormation template, a CDK assembly, a Terraform plan or state in JSON, a policy " +
    "document, or the authorization details of an account";

/**
 * Reads a text; undefined if it is well-formed, but of no known form.
 *
 * @throws UnreadableError if the text is broken.
 */
export const readIfKnown = (source: SourceText, context: ReadingContext, readFile: ReadFile): ReadInput | undefined => {
    if (!isJsonText(source.text)) {
        return isTemplateText(source.text) ? readCloudFormation(source, context) : undefined;
    }
    // A template in YAML can start with a brace.
    let value: unknown;
    try {
        value = parseJsonText(source.text);
    } catch (error) {
        if (isTemplateText(source.text)) {
            return readCloudFormation(source, context);
        }
        throw error;
    }
    return readers.find(({ is }) => is(value))?.read(value, source, context, readFile);
};

/**
 * Reads a text in the form that the user names, or else in the one that it has.
 *
 * @throws UnreadableError if the text is broken, or not of this form.
 */
export const readInput = (
    source: SourceText,
    format: InputFormat | undefined,
    context: ReadingContext,
    readFile: ReadFile,
): ReadInput => {
    if (source.text.trim() === "") {
        throw new UnreadableError("is empty");
    }
    if (format === undefined) {
        const input = readIfKnown(source, context, readFile);
        if (input === undefined) {
            throw new UnreadableError(`is none of the known forms of input: ${known}`);
        }
        return input;
    }
    if (format === "cloudformation") {
        return readCloudFormation(source, context);
    }
    const reader = readers.find((one) => one.format === format);
    const value = parseJsonText(source.text);
    if (reader?.is(value) !== true) {
        throw new UnreadableError(`is not ${reader?.name ?? format}`);
    }
    return reader.read(value, source, context, readFile);
};
