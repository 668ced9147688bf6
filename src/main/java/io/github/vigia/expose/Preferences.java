package io.github.vigia.expose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a client would like, from its {@code Accept} and {@code Accept-Encoding} headers (RFC 9110,
 * 12.5). An element that is not as the RFC says counts as not there.
 */
final class Preferences {

  private Preferences() {}

  /** One element of such a list: {@code text/plain;version=0.0.4;q=0.3}. */
  private record Element(String name, Map<String, String> parameters, double quality) {}

  /** The format that is liked better; text where it is the same to the client. */
  static Format format(String accept) {
    double open = -1;
    boolean openIsNamed = false;
    double text = -1;
    int textPrecision = -1;
    for (Element element : elements(accept)) {
      int precision = textPrecision(element);
      if (precision > textPrecision || (precision >= 0 && precision == textPrecision)) {
        text = precision == textPrecision ? Math.max(text, element.quality()) : element.quality();
        textPrecision = precision;
      }
      if (isOpenMetrics(element)) {
        open = Math.max(open, element.quality());
        openIsNamed = true;
      }
    }
    boolean openWins = open > text || (open == text && textPrecision < 2);
    return openIsNamed && open > 0 && openWins ? Format.OPENMETRICS : Format.TEXT;
  }

  /** Whether the answer should be compressed. */
  static boolean gzip(String acceptEncoding) {
    double gzip = -1;
    double identity = -1;
    double any = -1;
    for (Element element : elements(acceptEncoding)) {
      switch (element.name()) {
        case "gzip", "x-gzip" -> gzip = Math.max(gzip, element.quality());
        case "identity" -> identity = element.quality();
        case "*" -> any = element.quality();
        default -> {
          // An encoding that is not spoken here.
        }
      }
    }
    double wanted = gzip >= 0 ? gzip : any;
    return wanted > 0 && wanted >= identity;
  }

  /** 2 for text/plain, 1 for text/*, 0 for everything, -1 if it does not mean the text format. */
  private static int textPrecision(Element element) {
    String version = element.parameters().getOrDefault("version", "0.0.4");
    return switch (element.name()) {
      case "text/plain" -> version.equals("0.0.4") ? 2 : -1;
      case "text/*" -> 1;
      case "*/*" -> 0;
      default -> -1;
    };
  }

  private static boolean isOpenMetrics(Element element) {
    return element.name().equals("application/openmetrics-text")
        && element.parameters().getOrDefault("version", "1.0.0").equals("1.0.0");
  }

  private static List<Element> elements(String header) {
    List<Element> elements = new ArrayList<>();
    for (String text : split(header, ',')) {
      List<String> parts = split(text, ';');
      String name = parts.getFirst().strip().toLowerCase(Locale.ROOT);
      Map<String, String> parameters = new HashMap<>();
      for (String part : parts.subList(1, parts.size())) {
        int equals = part.indexOf('=');
        if (equals > 0) {
          parameters.putIfAbsent(
              part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
              unquote(part.substring(equals + 1).strip()));
        }
      }
      double quality = quality(parameters.getOrDefault("q", "1"));
      if (!name.isEmpty() && quality >= 0) {
        elements.add(new Element(name, parameters, quality));
      }
    }
    return elements;
  }

  /** A number of at most three decimals from 0 to 1, or -1. */
  private static double quality(String text) {
    int length = text.length();
    if (length == 0 || length > 5 || (length > 1 && text.charAt(1) != '.')) {
      return -1;
    }
    int thousandths = 0;
    int scale = 1000;
    for (int i = 0; i < length; i++) {
      if (i != 1) {
        int digit = text.charAt(i) - '0';
        if (digit < 0 || digit > 9) {
          return -1;
        }
        thousandths += digit * scale;
        scale /= 10;
      }
    }
    return thousandths > 1000 ? -1 : thousandths / 1000.0;
  }

  private static String unquote(String text) {
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  /** Splits where the separator is not inside of a quoted string. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
