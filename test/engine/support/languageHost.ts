import type * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { GetRequiredPackagesResponse } from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { serve } from "./serve";

/**
 * A language host for projects whose program runs elsewhere: in these tests, in the test process. `pulumi import` asks
 * the language host which packages the program needs. The state lists them too, so the answer here is none.
 */

const respondWith =
    <Response>(response: Response): grpc.handleUnaryCall<unknown, Response> =>
    (_, callback) => {
        callback(null, response);
    };

serve(LanguageRuntimeService, {
    getPluginInfo: respondWith(new PluginInfo().setVersion("1.0.0")),
    getRequiredPackages: respondWith(new GetRequiredPackagesResponse()),
});
