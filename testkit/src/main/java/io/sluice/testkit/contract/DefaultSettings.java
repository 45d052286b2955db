package io.sluice.testkit.contract;

import io.sluice.spi.Settings;
import java.util.List;

/** Settings of which nothing is set: every component must work with them. */
public record DefaultSettings() implements Settings {
    @Override
    public String text(String key, String fallback) {
        return fallback;
    }

    @Override
    public String choice(String key, String fallback, List<String> allowed) {
        return fallback;
    }

    @Override
    public long number(String key, long fallback, long least, long most) {
        return fallback;
    }

    @Override
    public long bytes(String key, long fallback, long least, long most) {
        return fallback;
    }

    @Override
    public boolean flag(String key, boolean fallback) {
        return fallback;
    }

    @Override
    public List<String> texts(String key, List<String> fallback) {
        return fallback;
    }
}
