package io.sluice.config;

import io.sluice.spi.memory.PageChunk;
import java.util.Objects;

/**
 * Which pages leave a task in another way.
 *
 * @param mappings of which kind of mappings they are
 * @param atLeast how long their mapping is at least, in bytes
 * @param drain how they leave it
 */
public record DrainRule(MappingChoice mappings, long atLeast, ComponentChoice drain) {
    public DrainRule {
        Objects.requireNonNull(mappings);
        Objects.requireNonNull(drain);
    }

    /** Whether it is for this chunk. */
    public boolean fits(PageChunk chunk) {
        return chunk.mappingBytes() >= atLeast && mappings.have(chunk);
    }
}
