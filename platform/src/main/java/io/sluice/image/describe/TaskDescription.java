package io.sluice.image.describe;

import java.util.List;
import java.util.Optional;

/**
 * One task of a set.
 *
 * @param pid in the pid namespace of the tree's root
 * @param parentPid of the task that it belongs to, where the set says it
 * @param name its name
 * @param state {@code alive}, {@code stopped}, {@code dead} or another, where the set says it
 * @param threads how many threads it has, where the set says it
 * @param descriptors what it has open, where the set says it
 */
public record TaskDescription(
        int pid,
        Optional<Integer> parentPid,
        String name,
        Optional<String> state,
        Optional<Integer> threads,
        List<DescriptorDescription> descriptors) {
    public TaskDescription {
        descriptors = List.copyOf(descriptors);
    }
}
