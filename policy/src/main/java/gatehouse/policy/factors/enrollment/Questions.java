package gatehouse.policy.factors.enrollment;

import gatehouse.kernel.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The security questions that people choose from (Okta, Factors API); or they ask their own. */
public final class Questions {
    /** The key of a question that a person wrote. */
    public static final String CUSTOM = "custom";

    private static final Map<String, String> TEXTS = texts();

    private Questions() {}

    private static Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("disliked_food", "What is the food you least liked as a child?");
        texts.put("name_of_first_plush_toy", "What is the name of your first stuffed animal?");
        texts.put("first_award", "What did you earn your first medal or award for?");
        texts.put("favorite_security_question", "What is your favorite security question?");
        texts.put("favorite_toy", "What is the toy/stuffed animal you liked the most as a kid?");
        texts.put("first_computer_game", "What was the first computer game you played?");
        texts.put("favorite_movie_quote", "What is your favorite movie quote?");
        texts.put(
                "first_sports_team_mascot",
                "What was the mascot of the first sports team you played on?");
        texts.put("first_music_purchase", "What music album or song did you first purchase?");
        texts.put("favorite_art_piece", "What is your favorite piece of art?");
        texts.put("grandmother_favorite_desert", "What was your grandmother's favorite dessert?");
        texts.put("first_thing_cooked", "What was the first thing you learned to cook?");
        texts.put("childhood_dream_job", "What was your dream job as a child?");
        texts.put("first_kiss_location", "Where did you have your first kiss?");
        texts.put(
                "place_where_significant_other_was_met",
                "Where did you meet your spouse/significant other?");
        texts.put("favorite_vacation_location", "Where did you go for your favorite vacation?");
        texts.put("new_years_two_thousand", "Where were you on New Year's Eve in the year 2000?");
        texts.put("favorite_speaker_actor", "Who is your favorite speaker/orator?");
        texts.put("favorite_book_movie_character", "Who is your favorite book/movie character?");
        texts.put("favorite_sports_player", "Who is your favorite sports player?");
        return texts;
    }

    /** By key, in Okta's order. */
    public static Map<String, String> all() {
        return java.util.Collections.unmodifiableMap(TEXTS);
    }

    /** {@code question} and {@code questionText}, as the Factors API shows them. */
    static ObjectNode profile(String text) {
        var key =
                TEXTS.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(text))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(CUSTOM);
        return Json.object().put("question", key).put("questionText", text);
    }
}
