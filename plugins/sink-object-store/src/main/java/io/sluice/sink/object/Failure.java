package io.sluice.sink.object;

import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says in one line what could not be done, and why. */
final class Failure {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int CONDITION_FAILED = 412;

    private Failure() {}

    /** @param doing what could not be done to what, such as {@code "read web/1/set.sluice in dumps"} */
    static IOException of(String doing, SdkException cause) {
        return new IOException("cannot " + doing + ": " + reason(cause), cause);
    }

    static boolean isMissing(SdkException failed) {
        return failed instanceof AwsServiceException service && service.statusCode() == NOT_FOUND;
    }

    /** Whether a write was refused because the object is not, or no more, what the request said. */
    static boolean isRefused(SdkException failed) {
        return failed instanceof AwsServiceException service
                && (service.statusCode() == CONDITION_FAILED || service.statusCode() == CONFLICT);
    }

    private static String reason(SdkException cause) {
        if (cause instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            String code = service.awsErrorDetails().errorCode();
            String message = service.awsErrorDetails().errorMessage();
            String said = message == null || message.isBlank() ? code : message + " (" + code + ")";
            return oneLine(said == null || said.isBlank() ? "status " + service.statusCode() : said);
        }
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return oneLine(message == null ? deepest.getClass().getSimpleName() : message);
    }

    private static String oneLine(String text) {
        // The SDK names every place where it looked for a region or credentials.
        return text.strip()
                .replaceAll("\\s+", " ")
                .replaceAll(" from any of the providers in the chain.*", "; set it as for any program of the AWS SDK");
    }
}
