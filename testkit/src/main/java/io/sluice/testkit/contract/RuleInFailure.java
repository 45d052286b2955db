package io.sluice.testkit.contract;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Says which rule was broken, in front of what was seen. */
final class RuleInFailure implements TestExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (failure instanceof TestAbortedException) {
            throw failure;
        }
        Rule rule = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), Keeps.class)
                .orElseThrow()
                .value();
        boolean says = failure instanceof AssertionError && failure.getMessage() != null;
        String seen = says ? failure.getMessage().strip() : failure.toString();
        throw new AssertionFailedError(rule + ": " + seen, failure);
    }
}
