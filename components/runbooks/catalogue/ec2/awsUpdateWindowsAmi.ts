import { updateAmi } from "./updateAmi";

export const awsUpdateWindowsAmi = updateAmi({
    name: "AWS-UpdateWindowsAmi",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-updatewindowsami.html",
    parameters: {
        Categories: {},
        ExcludeKbs: {},
        IncludeKbs: {},
        PublishedDateAfter: {},
        PublishedDateBefore: {},
        PublishedDaysOld: {},
        SeverityLevels: {},
    },
    documents: [
        "AWS-ConfigureAWSPackage",
        "AWS-InstallPowerShellModule",
        "AWS-InstallWindowsUpdates",
        "AWS-RunPowerShellScript",
        "AWS-UpdateSSMAgent",
    ],
});
