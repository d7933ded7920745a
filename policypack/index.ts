import "./requireBundle";
import { PolicyPack } from "@pulumi/policy";
import { policies } from "./adapter";

// Starts a server, so only Pulumi's policy runner may import this file.
new PolicyPack("ssm-access", { policies, enforcementLevel: "mandatory" });
