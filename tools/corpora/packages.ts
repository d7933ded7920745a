/** The packages whose documents `npm run corpora` evaluates: exact versions with the hash of the published archive. */

/** How the documents of a package are written. */
export type Form =
    /** CloudFormation templates and policy documents, one a file. */
    | "files"
    /** JSON objects in running text. */
    | "text"
    /** TypeScript programs in the documentation comments of a Pulumi SDK. */
    | "pulumiExamples";

/** A published package. Everything in it is somebody else's text: it is read, and never committed. */
export interface CorpusPackage {
    readonly registry: "npm" | "pypi";
    readonly name: string;
    readonly version: string;
    /** The hash of the archive, as in a lock file. */
    readonly integrity: string;
    /** Whether a package of PyPI is published as a source archive; otherwise as a wheel. */
    readonly isSourceArchive?: boolean;
    readonly form: Form;
    /** Which files hold documents, by their path in the package. */
    readonly files: RegExp;
}

const templates = /\.(json|ya?ml|template)$/;

/** Construct libraries of AWS: the templates that CDK writes for their integration tests. */
const constructs: readonly (readonly [name: string, version: string, integrity: string])[] = [
    [
        "aws-apigateway-lambda",
        "2.104.0",
        "sha512-zGTu7c24RDMGslKdmQ6bT+V52cduAJmKOOIzcSUIMgRnFQ230pBv/e9/cZ11MepIYDVgu8zQQ+V8Fsova41RQg==",
    ],
    [
        "aws-cloudfront-s3",
        "2.104.0",
        "sha512-Sz3xWhc3Kt2RBb0oIu4SPESqJHROIZpnnY5QsQR6Dmt1/R0Mi+zrom7rq3irMbg/ftg7wSMPcC/stA+NXsPOEw==",
    ],
    [
        "aws-constructs-factories",
        "2.92.1",
        "sha512-06WrdVlKu1qPVZBMP8zM6W9tiTGROVw/0/QLyoYRI68G/1vQPBwTOa5IyLk4AXQZfnQk29sGhpVINdf+0w7tGA==",
    ],
    [
        "aws-eventbridge-sqs",
        "2.103.0",
        "sha512-Y+IhOAcKUNv901SByPbOQm3Y6kOrT06I+9OCpbxCjosa0EA0ur2gTiw0qcvf2TkhuLBaQrn6OgpoZm7n8YpSTA==",
    ],
    [
        "aws-eventbridge-stepfunctions",
        "2.65.0",
        "sha512-LEcCgtxP/8c6P5H7gXn1Ju0NayWiWLbLGrNTEKOO48wBfDLmMDT0ST7Vd5ZKF/CK1IBs+X4SRZcSXb6daxai4w==",
    ],
    [
        "aws-fargate-opensearch",
        "2.104.0",
        "sha512-y5HSfc/gnQEYXzBvo+tcMTZEcdcdlWbsPIhzHrtgpzZ0Qnz8kTk/4DTe7T/CACi73SUdxoWsAdie/hoUn0kRFg==",
    ],
    [
        "aws-iot-lambda",
        "2.44.0",
        "sha512-wU7TraqomiHcDFVwL164rCIFAkGMxvcGxeFYoFHg7sPAYL5VUoevW7tS1dUnEF14/FHptYy6l2n7FXTdDfxoSA==",
    ],
    [
        "aws-kinesisfirehose-s3",
        "2.45.0",
        "sha512-cJuHqdLVzKNKMbDNxtIYSFkCQQBJgH4IFOtVIbD3XtYAu6Gc6Uj+f1+gMweoOjA5rVZcKNqEuSWB4sVAYSxjQA==",
    ],
    [
        "aws-kinesisstreams-kinesisfirehose-s3",
        "2.25.0",
        "sha512-zX48C42eIt9KKg8sRFCjAVLYVwGFuJsRNO8/ae59rBTBbpDxufBrYJI5GVinUaED7CIn69ZnnCq5HH/pZc0hRw==",
    ],
    [
        "aws-lambda-dynamodb",
        "2.101.0",
        "sha512-m9MmRGQdn2YWdLBKhTuoA7MnfH3gLTWdEbmf60VZkn/j6GAmqwK5iscyN7rTtECNdBC3vq5bxooa8lJpSlQEwQ==",
    ],
    [
        "aws-lambda-elasticsearch-kibana",
        "2.104.0",
        "sha512-56NIE3MiapIVpFTCCMa3zAOzsT94URKPFZzLauN/YobZ7AbcyUIh0MnVzTFLedNjMo53razhaqlDxIcYIBBCeA==",
    ],
    [
        "aws-openapigateway-lambda",
        "2.103.0",
        "sha512-VFqjRSzKlMABQ+IvSlHmOVj/MAED1YIUfJ07HMEym4g2ZgDmJaJZViHGFEt8KM5BPN+JNZCO7KfJeVB6ck+8JA==",
    ],
    [
        "aws-s3-stepfunctions",
        "2.35.0",
        "sha512-CYUtzmdNJPPlDqHfcsGjMdXe2ZOXfQX6T+8hCNPSc3aRHNefuJleZsZmY7nZlSm8fdXJblwMuK25a926X7nwdw==",
    ],
    [
        "aws-sns-lambda",
        "2.103.0",
        "sha512-S5XwYGik7bPVLyx0dRKjLWMfKLV0onwhdmgtj0CpsRa6tnzsFs9DKwdI75zlFDJqwiCtQb1TA7x+8lYHfLUXfA==",
    ],
    [
        "aws-wafwebacl-alb",
        "2.104.0",
        "sha512-e/n7exyolzk1hl+zP3zlkSB/fQ+gWHZ92CHdnz9jiwj+Dhz9jAAmbNQ66K7WJaGVeN9IYvkhWiOBrBjAhNEcLA==",
    ],
];

/** The packages, by what they show. */
export const packages: readonly CorpusPackage[] = [
    {
        registry: "npm",
        name: "@pulumi/aws",
        version: "7.48.0",
        integrity: "sha512-roKXYZ2EyjvapKYacvRQNUeW2UBI8MKwzO2338XwdXtCf75TabY4DVy56zY2HbnEU0H1fbBXct8oAx9ynQeMrA==",
        form: "pulumiExamples",
        files: /^[^/]+\/[^/]+\.d\.ts$/,
    },
    ...constructs.map(([name, version, integrity]): CorpusPackage => ({
        registry: "npm",
        name: `@aws-solutions-constructs/${name}`,
        version,
        integrity,
        form: "files",
        files: /^test\/.*\.(template|expected)\.json$/,
    })),
    {
        registry: "npm",
        name: "aws-cdk",
        version: "2.1148.1",
        integrity: "sha512-K3d02L17IwmAuiBWNuX1DzYhKUs9GrKYI7bZnGJfJ1bKz9ymXFxfudBOL3rUb8JAusDNSULiQU2fsJH7kyY2XA==",
        form: "files",
        files: /bootstrap-template\.yaml$/,
    },
    {
        registry: "npm",
        name: "@mapbox/cloudfriend",
        version: "9.4.3",
        integrity: "sha512-jIc9l/aFGofI5l+T/YCQIRs8klTuycDCwwKd46iqlxlI45oiuMGlwQEXdrNkPbenbcTOZo+BZU1MNyQDjskugw==",
        form: "files",
        files: /^test\/fixtures\/.*\.json$/,
    },
    {
        registry: "npm",
        name: "@aws-amplify/amplify-provider-awscloudformation",
        version: "8.11.19",
        integrity: "sha512-B93pC8OOmMQxO86zhb9k7XHfL2aKmKsotoX/ATsHhmDYvUmYzonWsgWnUfD0vkmONBQHecYo3KCmZ9jk+dIamQ==",
        form: "files",
        files: templates,
    },
    {
        registry: "npm",
        name: "cfn-lint",
        version: "1.9.7",
        integrity: "sha512-csNT1INmnUTLZX+z5PpZwgNkRm47EcOmaqWgIgcdfNpI4RAYOJMqaxfbpW0AiXG+P4aopkShX+tbwEt9apd+9Q==",
        form: "files",
        files: templates,
    },
    {
        registry: "pypi",
        name: "cfn-lint",
        version: "1.58.0",
        integrity: "sha256-ugLNf34GyLwWCTYFGgPskxr1KUP8ycxyrSdIyqDyoQM=",
        isSourceArchive: true,
        form: "files",
        files: /^test\/fixtures\/templates\/.*\.(json|ya?ml|template)$/,
    },
    {
        registry: "pypi",
        name: "cfripper",
        version: "1.22.1",
        integrity: "sha256-7/nEGYxP3hjrjisRGSWrERMeA3SB0I4gTS83F7rE3Fk=",
        isSourceArchive: true,
        form: "files",
        files: /^tests\/test_templates\/.*\.(json|ya?ml|template)$/,
    },
    {
        registry: "pypi",
        name: "aws-sam-cli",
        version: "1.170.0",
        integrity: "sha256-JOuvXsujjcF1gImWjLiath4SS4TpKjRPx6J3Gkf00L8=",
        form: "files",
        // The other templates are written for cookiecutter.
        files: /^samcli\/lib\/(?!init\/).*\.ya?ml$/,
    },
    {
        registry: "pypi",
        name: "awscli",
        version: "1.46.3",
        integrity: "sha256-lMVhwbGyzwl47I2H2VbCbIB1VUOFk+7CnqkGArlRjPs=",
        form: "text",
        // Stack policies, endpoint policies and service control policies grant nothing, which their text does not show.
        files: /^awscli\/examples\/(?!cloudformation\/|ec2\/|organizations\/).*\.rst$/,
    },
];
