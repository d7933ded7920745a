import pulumi
import pulumi_ssm_access as ssm_access

patching = ssm_access.RunCommandAccess(
    "patching",
    operator=ssm_access.RunCommandOperatorArgs(
        documents=["Acme-PatchNow"],
        target_tags={"PatchGroup": ["web"]},
        grantees=ssm_access.GranteesArgs(groups=["ops"]),
    ),
)

pulumi.export("operatorPolicyArn", patching.operator_policy_arn)
