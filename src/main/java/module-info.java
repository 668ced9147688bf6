import org.jspecify.annotations.NullMarked;

/** Vigia, a self-healing host monitor. An application: it exports nothing. */
@NullMarked
module io.github.vigia {
  requires static org.jspecify;
  requires static com.github.oshi;
  requires info.picocli;
  requires io.avaje.jsonb;
  requires java.logging;
  requires java.management;
  requires jdk.httpserver;
  requires jdk.unsupported; // sun.misc.Signal
  requires org.snakeyaml.engine;

  // picocli fills the fields of the commands.
  opens io.github.vigia.cli to
      info.picocli;

  provides io.avaje.jsonb.spi.JsonbExtension with
      io.github.vigia.cli.CliJsonComponent,
      io.github.vigia.jsonb.GeneratedJsonComponent;
}
