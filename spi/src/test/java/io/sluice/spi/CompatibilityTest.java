package io.sluice.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.spi.Compatibility.Broken;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each change that breaks a plugin is told, and each that does not is let through. */
public class CompatibilityTest {

    @SuppressWarnings("unused") // only what it looks like matters
    public interface Before {
        String name();

        List<String> all();

        default int count() {
            return 0;
        }
    }

    private static final String OWNER = Before.class.getName();

    private static final Set<String> BEFORE = PublicApi.of(Before.class);

    private static Set<String> changed(String from, String to) {
        Set<String> after = new TreeSet<>();
        BEFORE.forEach(line -> after.add(line.replace(from, to)));
        assertThat(after).isNotEqualTo(BEFORE);
        return after;
    }

    private static Set<String> with(String line) {
        Set<String> after = new TreeSet<>(BEFORE);
        after.add(line);
        return after;
    }

    private static List<String> broken(Set<String> after) {
        return Compatibility.broken(BEFORE, after).stream().map(Broken::what).toList();
    }

    @Test
    void nothingIsBrokenByNothing() {
        assertThat(BEFORE).hasSize(4);
        assertThat(broken(BEFORE)).isEmpty();
    }

    @Test
    void whatIsAddedWithADefaultOrIsNewBreaksNothing() {
        assertThat(broken(with("member public default int " + OWNER + ".size()")))
                .isEmpty();
        assertThat(broken(with("member public static int " + OWNER + ".of()"))).isEmpty();
        assertThat(broken(with("member public abstract int io.sluice.spi.New.size()")))
                .isEmpty();
        assertThat(broken(changed("abstract java.lang.String", "default java.lang.String")))
                .isEmpty();
    }

    @Test
    void whatPluginsWouldHaveToImplementBreaksThem() {
        assertThat(broken(with("member public abstract int " + OWNER + ".size()")))
                .containsExactly("must be implemented now");
        assertThat(broken(changed("default int", "abstract int")))
                .containsExactlyInAnyOrder("gone or changed", "must be implemented now");
    }

    @Test
    void theCoreMayLendMore() {
        Set<String> lent = PublicApi.of(Host.class);
        Set<String> after = new TreeSet<>(lent);
        after.add("member public abstract int io.sluice.spi.Host.size()");
        assertThat(Compatibility.broken(lent, after)).isEmpty();
    }

    @Test
    void whatIsGoneOrChangedBreaksThem() {
        assertThat(broken(changed(".name()", ".title()"))).contains("gone or changed");
        assertThat(broken(changed("List<java.lang.String>", "List<java.lang.Integer>")))
                .contains("gone or changed");
        assertThat(broken(Set.of())).hasSize(BEFORE.size());
    }

    /** A plugin may switch over all that there are. */
    @Test
    void whatPluginsSwitchOverHasNoMore() {
        Set<String> sealed = PublicApi.of(Availability.class);
        Set<String> ending = PublicApi.of(io.sluice.spi.memory.ReadResult.Ending.class);
        assertThat(sealed).anyMatch(line -> line.startsWith("sealed ") && line.contains("Missing, "));
        assertThat(ending).anyMatch(line -> line.startsWith("enum ") && line.contains("COMPLETE, "));
    }
}
