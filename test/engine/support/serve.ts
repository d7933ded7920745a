import * as grpc from "@grpc/grpc-js";

/** Responds to a call that the plugin does not implement. */
const unimplemented: grpc.handleUnaryCall<unknown, unknown> = (_, callback) => {
    callback({
        code: grpc.status.UNIMPLEMENTED,
        details: "this plugin of the engine tests does not implement this call",
    });
};

/** Serves a plugin as the engine expects it: on a free port, which it prints as its first line. */
export const serve = (definition: grpc.ServiceDefinition, service: grpc.UntypedServiceImplementation): void => {
    const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
    server.addService(definition, {
        ...Object.fromEntries(Object.keys(definition).map((name) => [name, unimplemented])),
        ...service,
    });
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
        if (error !== null) {
            throw error;
        }
        process.stdout.write(`${port}\n`);
    });
};
