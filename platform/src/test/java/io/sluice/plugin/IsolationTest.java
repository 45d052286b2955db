package io.sluice.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.Configuration;
import io.sluice.config.Place;
import io.sluice.config.PluginName;
import io.sluice.config.PluginSettings;
import io.sluice.spi.memory.MemorySample;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.TaskMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the code of a plugin sees: asked from within, and answered in the summary of its drain. */
final class IsolationTest {
    private static final int PAGE = 4096;

    /** On the class path of this test, and none of a plugin's business. */
    private static final List<String> FOREIGN = List.of(
            "com.google.gson.Gson",
            "com.google.protobuf.Message",
            "io.sluice.config.Configuration",
            "io.sluice.dump.PreDump",
            "io.sluice.plugin.Plugins",
            "jnr.ffi.Pointer",
            "org.junit.jupiter.api.Test",
            "org.slf4j.Logger",
            "org.snakeyaml.engine.v2.api.Load");

    private static final List<String> SHARED = List.of(
            "io.sluice.spi.memory.PageRange",
            "java.net.http.HttpClient",
            "java.sql.Driver",
            "jdk.net.ExtendedSocketOptions",
            "org.pf4j.Extension");

    @TempDir
    private Path folder;

    @Test
    void pluginSeesTheJdkTheSpiAndPf4j() throws IOException, ClassNotFoundException {
        for (String name : FOREIGN) {
            assertThat(Class.forName(name)).as("it must be there to be hidden").isNotNull();
        }
        assertThat(answer(new TestPlugin("curious"), visible(Stream.concat(FOREIGN.stream(), SHARED.stream()))))
                .isEqualTo(SHARED.toString());
    }

    @Test
    void pluginSeesItsOwnJars() throws IOException {
        TestPlugin plugin = new TestPlugin("own")
                .library(
                        "third.library.Word",
                        "package third.library; public class Word { public int n() { return 7; } }");
        assertThat(answer(plugin, "\"\" + new third.library.Word().n()")).isEqualTo("7");
    }

    @Test
    void pluginSeesItsOwnVersionOfWhatThePlatformHasToo() throws IOException {
        TestPlugin plugin = new TestPlugin("own")
                .library(
                        "com.google.gson.Gson",
                        "package com.google.gson; public class Gson { public int n() { return 8; } }");
        assertThat(answer(plugin, "\"\" + new com.google.gson.Gson().n()")).isEqualTo("8");
    }

    @Test
    void pluginCannotReplaceTheSpi() throws IOException {
        TestPlugin plugin = new TestPlugin("own")
                .library("io.sluice.spi.SpiVersion", "package io.sluice.spi; public class SpiVersion { }");
        plugin.entry("").folder(folder);
        assertThat(survey("own").get(0).standing())
                .isInstanceOfSatisfying(Standing.Failed.class, failed -> assertThat(failed.reason())
                        .contains("has a class of the SPI"));
    }

    @Test
    void pluginsDoNotSeeEachOther() throws IOException {
        new TestPlugin("other")
                .library("third.library.Word", "package third.library; public class Word {}")
                .entry(TestComponents.drain("other", "Availability.works()"))
                .folder(folder);
        assertThat(answer(new TestPlugin("curious"), visible(Stream.of("third.library.Word")), "other"))
                .isEqualTo("[]");
    }

    @Test
    void pluginSeesNoResourcesOfThePlatform() throws IOException {
        assertThat(answer(
                        new TestPlugin("curious"),
                        "Entry.class.getClassLoader().getResource(\"io/sluice/config/Configuration.class\")"
                                + " + \" \" + Entry.class.getResource(\"Entry.class\").getProtocol()"))
                .isEqualTo("null jar");
    }

    @Test
    void contextClassLoaderIsThePlugins() throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        assertThat(answer(
                        new TestPlugin("curious"),
                        "\"\" + (Thread.currentThread().getContextClassLoader() == Entry.class.getClassLoader())"))
                .isEqualTo("true");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void hostLendsSampleLoggerAndPageSize() throws IOException {
        String probe = """
                new Availability.Missing(host.pageSize() + " " + host.sample().range() + " " + host.logger().getName(), "")
                """;
        new TestPlugin("asks").entry(TestComponents.drain("asks", probe)).folder(folder);
        assertThat(survey("asks").get(0).standing().toString()).contains("4096 1000-2000 sluice.drain.asks");
    }

    /** The value of an expression that the plugin's code evaluates. */
    private String answer(TestPlugin plugin, String expression, String... loadedBefore) throws IOException {
        plugin.entry(TestComponents.drain("answer", "Availability.works()").replace("\"summary of answer\"", expression)
                        + TestComponents.VISIBLE)
                .folder(folder);
        List<PluginReport> reports = survey(
                Stream.concat(Stream.of(loadedBefore), Stream.of(plugin.id())).toArray(String[]::new));
        PluginReport last = reports.get(reports.size() - 1);
        assertThat(last.standing()).isInstanceOf(Standing.Probed.class);
        return last.summary();
    }

    private static String visible(Stream<String> names) {
        return names.collect(Collectors.joining("\", \"", "visible(\"", "\")"));
    }

    private List<PluginReport> survey(String... ids) {
        List<PluginName> names =
                Stream.of(ids).map(id -> new PluginName(id, Place.PROGRAM)).toList();
        Configuration configuration = Configuration.defaults(folder).withPlugins(new PluginSettings(folder, names));
        return Plugins.survey(configuration, new Lending(IsolationTest::sample, PAGE));
    }

    /** Pages that cannot be read: nothing here reads them. */
    private static MemorySample sample() {
        TaskMemory memory = new TaskMemory() {
            @Override
            public ReadResult read(List<PageRange> ranges, ByteBuffer buffer) {
                return new ReadResult(0, ReadResult.Ending.DENIED);
            }

            @Override
            public ReadResult readForced(PageRange range, ByteBuffer buffer) {
                return new ReadResult(0, ReadResult.Ending.DENIED);
            }
        };
        return new MemorySample(memory, new PageRange(PAGE, 2 * PAGE), ByteBuffer.allocate(PAGE));
    }
}
