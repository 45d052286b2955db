package io.sluice.sink.hdfs;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;

/** Hadoop's client, loaded at its first use: that takes longer than starting Sluice. Usable from any thread. */
final class Cluster implements AutoCloseable {
    private final String folder;
    private final Map<String, FileContext> contexts = new HashMap<>();
    private Configuration configuration;

    /** @param folder of Hadoop's own configuration; empty for none */
    Cluster(String folder) {
        this.folder = folder;
    }

    /** The file system in which a path is. */
    synchronized FileContext context(Path path) throws IOException {
        // Hadoop looks for its file systems by the loader of the thread.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Cluster.class.getClassLoader());
        try {
            String system = path.toUri().getScheme() + "://" + path.toUri().getAuthority();
            FileContext known = contexts.get(system);
            if (known == null) {
                known = path.toUri().getScheme() == null
                        ? FileContext.getFileContext(configuration())
                        : FileContext.getFileContext(path.toUri(), configuration());
                contexts.put(system, known);
            }
            return known;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The path with its file system, and without dots. */
    synchronized Path qualified(Path path) throws IOException {
        return context(path).makeQualified(path);
    }

    private Configuration configuration() {
        if (configuration == null) {
            configuration = new Configuration();
            configuration.setClassLoader(Cluster.class.getClassLoader());
            // On a local file system an image is a file and nothing else: no sums beside it.
            configuration.set("fs.AbstractFileSystem.file.impl", "org.apache.hadoop.fs.local.RawLocalFs");
            if (!folder.isEmpty()) {
                configuration.addResource(new Path("file", "", folder + "/core-site.xml"));
                configuration.addResource(new Path("file", "", folder + "/hdfs-site.xml"));
            }
        }
        return configuration;
    }

    /**
     * Keeps Hadoop from doing at the end of Java what it always does then: the loader of its classes is closed before, and
     * there is nothing to do. There is no call for that.
     */
    @Override
    public synchronized void close() {
        if (contexts.isEmpty()) {
            return;
        }
        try {
            Field done = ShutdownHookManager.class.getDeclaredField("shutdownInProgress");
            done.setAccessible(true);
            ((AtomicBoolean) done.get(ShutdownHookManager.get())).set(true);
        } catch (ReflectiveOperationException another) {
            // Another version of Hadoop: it may complain when Java ends.
        }
    }
}
