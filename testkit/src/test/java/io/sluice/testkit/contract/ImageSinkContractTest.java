package io.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.spi.sink.ImageSink;
import io.sluice.testkit.fault.MemorySink;
import io.sluice.testkit.fault.MemorySink.Flaw;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A good sink keeps every rule, and for every rule there is a sink that breaks it. */
class ImageSinkContractTest implements ImageSinkContract {
    private MemorySink sink = new MemorySink(Set.of());
    private int names;

    @Override
    public ImageSink sink() {
        return sink;
    }

    @Override
    public String newName() {
        return "sets/" + names++;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public boolean leaveRemains(String name) {
        sink.leaveRemains(name);
        return true;
    }

    @ParameterizedTest
    @EnumSource
    void eachRuleCanFail(Flaw flaw) {
        sink = new MemorySink(EnumSet.of(flaw));
        assertThatThrownBy(() -> ImageSinkContract.class.getMethod(flaw.rule()).invoke(this))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isNotInstanceOf(org.opentest4j.TestAbortedException.class);
    }

    @Test
    void noRuleIsWithoutItsBrokenSink() {
        List<String> rules = Arrays.stream(ImageSinkContract.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(java.lang.reflect.Method::getName)
                .toList();
        assertThat(Arrays.stream(Flaw.values()).map(Flaw::rule)).hasSameElementsAs(rules);
    }
}
