package io.sluice.testkit.contract;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.platform.commons.support.AnnotationSupport;

/** Names the tests of a contract by their rules. */
final class RuleNames extends DisplayNameGenerator.Standard {

    @Override
    public String generateDisplayNameForMethod(List<Class<?>> enclosing, Class<?> type, Method method) {
        return AnnotationSupport.findAnnotation(method, Keeps.class)
                .map(keeps -> keeps.value().toString())
                .orElseGet(() -> super.generateDisplayNameForMethod(enclosing, type, method));
    }
}
