#include "kiosk/share/engine_error.hpp"

namespace entre {

namespace {

Sentence sentence_for(EngineError error, const std::string& what) {
    switch (error) {
        case EngineError::unreachable:
            return sentence(
                "The engine at {} cannot be reached. Check the network and the engine's computer. The door goes on alone "
                "and catches up by itself.",
                what);
        case EngineError::timeout:
            return sentence(
                "The engine at {} has stopped answering. Check the engine's computer. The door goes on alone and catches "
                "up by itself.",
                what);
        case EngineError::refused:
            return sentence(
                "The engine at {} does not know this kiosk. Let it join again: entre share DIR --invite shows the code.", what);
        case EngineError::no_tls:
            return sentence(
                "The engine at {} does not encrypt, so nothing was sent to it. Its administrator must set ssl = on in "
                "postgresql.conf and hostssl in pg_hba.conf.",
                what);
        case EngineError::wrong_certificate:
            return sentence(
                "What answers at {} is not the engine that this seminar is shared with: its certificate is another one. "
                "Nothing was sent to it. If the engine was made anew, let this kiosk join again.",
                what);
        case EngineError::forked:
            return sentence(
                "An older copy of this kiosk's folder was put back. Nothing is lost: the kiosk goes on as a new one.");
        case EngineError::revoked:
            return sentence(
                "This kiosk was excluded from the seminar. To let it in again: entre share DIR --invite shows the code.");
        case EngineError::purged:
            return sentence("The seminar has been purged at another kiosk, so this kiosk deletes its personal data, too.");
        case EngineError::program_too_old:
            return sentence("The other kiosks run a newer Entré. Update this kiosk; until then it works alone.");
        case EngineError::engine_older:
            return sentence(
                "The engine was set up by an older Entré. Bring it up to date with entre share DIR, where it was set up.");
        case EngineError::engine_newer:
            return sentence("The engine was set up by a newer Entré. Update Entré on this computer first.");
        case EngineError::full:
            return sentence(
                "The engine at {} has no room: its disk is full, or all its connections are taken. Free some space there. "
                "The door goes on alone and catches up by itself.",
                what);
        case EngineError::read_only:
            return sentence(
                "The engine at {} accepts no changes: it is a standby, or set to read-only. Ask its administrator. The "
                "door goes on alone and catches up by itself.",
                what);
        case EngineError::no_rights:
            return sentence(
                "This kiosk may not do that in the engine. Let it join again: entre share DIR --invite shows the code.");
        case EngineError::import_busy:
            return what.empty() ? sentence("This kiosk's turn to import a list has ended. Import the list again.")
                                : sentence("{} is importing a list. Import yours when it is done.", what);
        case EngineError::list_is_newer:
            return sentence("Another kiosk has imported a list meanwhile. Look at the changes again before you apply them.");
        case EngineError::invitation_old:
            return sentence("The invitation is older than ten minutes. Let the other kiosk show a new one.");
        case EngineError::invitation_used:
            return sentence("The invitation has been used: each lets one kiosk in. Let the other kiosk show a new one.");
        case EngineError::failed:
            return sentence("The engine reports an error: {}. The door goes on alone and catches up by itself.", what);
    }
    return {};
}

}  // namespace

std::string_view to_string(EngineError error) {
    switch (error) {
        case EngineError::unreachable:
            return "unreachable";
        case EngineError::timeout:
            return "timeout";
        case EngineError::refused:
            return "refused";
        case EngineError::no_tls:
            return "no_tls";
        case EngineError::wrong_certificate:
            return "wrong_certificate";
        case EngineError::forked:
            return "forked";
        case EngineError::revoked:
            return "revoked";
        case EngineError::purged:
            return "purged";
        case EngineError::program_too_old:
            return "program_too_old";
        case EngineError::engine_older:
            return "engine_older";
        case EngineError::engine_newer:
            return "engine_newer";
        case EngineError::full:
            return "full";
        case EngineError::read_only:
            return "read_only";
        case EngineError::no_rights:
            return "no_rights";
        case EngineError::import_busy:
            return "import_busy";
        case EngineError::list_is_newer:
            return "list_is_newer";
        case EngineError::invitation_old:
            return "invitation_old";
        case EngineError::invitation_used:
            return "invitation_used";
        case EngineError::failed:
            return "failed";
    }
    return "";
}

EngineFailure engine_failure(EngineError error, std::string detail, const std::string& what) {
    auto said = sentence_for(error, what);
    return {error, std::move(said), std::move(detail)};
}

Error to_error(const EngineFailure& failure) { return error_of(ErrorCode::database_failed, failure.said); }

}  // namespace entre
