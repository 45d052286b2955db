package io.sluice.image.manifest;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A component that took part, or several of one kind that took part together.
 *
 * @param name by which config.yaml calls for it; of several all names, with a plus between
 * @param version its plugin's; of several all versions
 */
public record Component(String name, String version) {
    private static final String BETWEEN = "+";

    public Component {
        Objects.requireNonNull(name, "a component has no name");
        Objects.requireNonNull(version, "a component has no version");
    }

    /** Several as one; at least one. */
    public static Component together(List<Component> several) {
        return new Component(
                several.stream().map(Component::name).collect(Collectors.joining(BETWEEN)),
                several.stream().map(Component::version).collect(Collectors.joining(BETWEEN)));
    }

    /** The names of those that this stands for. */
    public List<String> names() {
        return List.of(name.split("[" + BETWEEN + "]", -1));
    }
}
