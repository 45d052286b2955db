package io.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** Runs a whole contract as a build does, and tells which of its rules were broken. */
final class BrokenRules {
    private BrokenRules() {}

    /** Of all. */
    static Set<Rule> of(Class<?> contract) {
        return of(selectClass(contract));
    }

    /**
     * Of one rule alone; of all with {@code -Dsluice.long=true}: contracts with processes take their time, and there are as
     * many broken plugins as rules.
     */
    static Set<Rule> of(Class<?> contract, Optional<Rule> rule) {
        if (rule.isEmpty() || Boolean.getBoolean("sluice.long")) {
            return of(contract);
        }
        Method test = Arrays.stream(contract.getMethods())
                .filter(method -> keeps(method).equals(rule))
                .findFirst()
                .orElseThrow();
        return of(selectMethod(contract, test));
    }

    private static Optional<Rule> keeps(Method method) {
        return AnnotationSupport.findAnnotation(method, Keeps.class).map(Keeps::value);
    }

    private static Set<Rule> of(DiscoverySelector selected) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selected).build();
        LauncherFactory.create().execute(request, summary);
        assertThat(summary.getSummary().getTestsFoundCount()).isPositive();
        Set<Rule> broken = EnumSet.noneOf(Rule.class);
        for (Failure failure : summary.getSummary().getFailures()) {
            Rule rule = rule(failure.getTestIdentifier());
            assertThat(failure.getException()).hasMessageStartingWith(rule + ": ");
            assertThat(failure.getTestIdentifier().getDisplayName()).isEqualTo(rule.toString());
            broken.add(rule);
        }
        return broken;
    }

    /** All rules whose numbers begin with that letter. */
    static Set<Rule> ofKind(String letter) {
        Set<Rule> all = EnumSet.allOf(Rule.class);
        all.removeIf(rule -> !rule.name().startsWith(letter));
        return all;
    }

    private static Rule rule(TestIdentifier test) {
        MethodSource source = (MethodSource) test.getSource().orElseThrow();
        return keeps(source.getJavaMethod()).orElseThrow();
    }
}
