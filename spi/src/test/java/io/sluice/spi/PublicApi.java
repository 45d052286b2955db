package io.sluice.spi;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a plugin can see of the SPI, a line for each type and member. Generic signatures are part of it, for they
 * break a plugin's build.
 */
final class PublicApi {
    private PublicApi() {}

    /** The lines of the classes that the build has just made. */
    static Set<String> now() throws IOException, URISyntaxException {
        Path classes = Path.of(SpiVersion.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            List<String> names = files.map(classes::relativize)
                    .map(Path::toString)
                    .filter(file -> file.endsWith(".class") && !file.contains("-info"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .toList();
            Set<String> lines = new TreeSet<>();
            names.forEach(name -> lines.addAll(of(type(name))));
            return lines;
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, SpiVersion.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    /** The lines of one type; none where no plugin sees it. */
    static Set<String> of(Class<?> type) {
        Set<String> lines = new TreeSet<>();
        if (!visible(type)) {
            return lines;
        }
        lines.add("type " + head(type) + above(type));
        if (type.isSealed()) {
            lines.add("sealed " + type.getName() + " permits " + names(type.getPermittedSubclasses()));
        }
        if (type.isEnum()) {
            lines.add("enum " + type.getName() + " has " + Arrays.toString(type.getEnumConstants()));
        }
        for (Field field : type.getDeclaredFields()) {
            if (seen(field.getModifiers()) && !field.isSynthetic() && !field.isEnumConstant()) {
                lines.add("member " + field.toGenericString());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (seen(constructor.getModifiers()) && !constructor.isSynthetic()) {
                lines.add("member " + constructor.toGenericString());
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (seen(method.getModifiers()) && !method.isSynthetic()) {
                lines.add("member " + method.toGenericString());
            }
        }
        return lines;
    }

    /** As every Java says it: what Class.toGenericString tells of sealed types differs. */
    private static String head(Class<?> type) {
        String parameters = type.getTypeParameters().length == 0 ? "" : Arrays.toString(type.getTypeParameters());
        String kind = type.isInterface() ? "" : type.isRecord() ? " record" : type.isEnum() ? " enum" : " class";
        return Modifier.toString(type.getModifiers()) + kind + " " + type.getName() + parameters;
    }

    private static boolean visible(Class<?> type) {
        boolean outer = type.getDeclaringClass() == null || visible(type.getDeclaringClass());
        return outer && seen(type.getModifiers()) && !type.isAnonymousClass();
    }

    private static boolean seen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String above(Class<?> type) {
        String parent = type.getSuperclass() == null ? "" : " extends " + type.getGenericSuperclass();
        String interfaces = Arrays.stream(type.getGenericInterfaces())
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "));
        return parent + (interfaces.isEmpty() ? "" : " implements " + interfaces);
    }

    private static String names(Class<?>[] types) {
        return Arrays.stream(types)
                .map(Class::getName)
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining(", "));
    }
}
