package io.github.vigia;

import java.lang.reflect.Proxy;

/**
 * Signals of the operating system, through {@code sun.misc.Signal} of the module jdk.unsupported:
 * the JDK has no other way. By reflection, because javac warns at each mention of it and no
 * annotation silences that.
 */
final class Signals {

  private static final System.Logger logger = System.getLogger(Signals.class.getName());

  private Signals() {}

  /**
   * Runs {@code action} on a thread of the JVM whenever the signal arrives. Where the system has no
   * such signal, this is said and nothing else happens.
   *
   * @param name without the prefix: {@code TERM}, {@code HUP}
   */
  static void on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                  return null;
                }
                return method.invoke(action, arguments);
              });
      Object instance = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, instance, proxy);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      logger.log(System.Logger.Level.WARNING, "SIG" + name + " is not handled here: " + e);
    }
  }
}
