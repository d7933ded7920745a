import { updateAmi } from "./updateAmi";

export const awsUpdateLinuxAmi = updateAmi({
    name: "AWS-UpdateLinuxAmi",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-updatelinuxami.html",
    parameters: {
        ExcludePackages: {},
        IncludePackages: {},
    },
    documents: ["AWS-RunShellScript"],
});
