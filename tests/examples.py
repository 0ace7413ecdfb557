"""One complete example of every record type: fixed ids, every field filled. Nothing in it is real."""

from datetime import UTC, date, datetime
from fractions import Fraction

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from verifier.case.signed_readings import statement
from verifier.case.sshsig import SigningKey
from verifier.domain.frames import FrameRef, Instant, Span, Still
from verifier.domain.ids import uuid7
from verifier.domain.inspection import Fingerprints, Technical
from verifier.domain.records import (
    AppliedFilter,
    Assessment,
    CaseInfo,
    CatalogRef,
    Cell,
    Derivative,
    Drone,
    DroneClaim,
    Entity,
    Excluded,
    Feature,
    Framing,
    Hypothesis,
    Imagery,
    Incident,
    Item,
    Keyframe,
    Lens,
    Link,
    LookAlike,
    Marking,
    MarkReading,
    Note,
    Observation,
    Origin,
    Party,
    Person,
    Pillar,
    PlaceClaim,
    Posting,
    PriorSearch,
    Problem,
    ReadingSignature,
    Recipe,
    Record,
    Rival,
    Segment,
    SizeCheck,
    SourceClaim,
    Stop,
    Tag,
    TimeClaim,
    TradeDate,
    TradeRecord,
)
from verifier.domain.regions import Box
from verifier.domain.scales import Confidence, Likelihood

AT = datetime(2026, 3, 4, 5, 6, 7, 89_000, tzinfo=UTC)


def fixed_id(number: int) -> str:
    """Return a UUIDv7 that is the same every time."""
    return uuid7(1_767_225_600_000 + number, number.to_bytes(10, "big"))


PERSON = Person(id=fixed_id(1), name="Olena Shevchenko")
REVIEWER = Person(id=fixed_id(2), name="人名 O'Brien")
CASE_INFO = CaseInfo(
    id=fixed_id(3),
    title="Quadcopters over Kherson",
    summary="Three clips, one machine?",
    likelihood_scale="icd203",
    legal_hold=False,
    created_at=AT,
    created_by=PERSON.id,
)
TECHNICAL = Technical(
    width=1920,
    height=1080,
    orientation=1,
    displayed_width=1920,
    displayed_height=1080,
    duration_s=62.5,
    time_base=Fraction(1, 90_000),
    frame_count=1_500,
    rate_kind="variable",
    rate_min=9.98,
    rate_max=30.0,
    codec="h264",
    pixel_format="yuv420p",
    sample_aspect=Fraction(1, 1),
    rotation_deg=90,
    is_mirrored=False,
    has_audio=True,
    picture="video track 1",
)
FRAME = FrameRef(pts=27_093, time_base=Fraction(1, 1_000), ordinal=812, sha256="ab" * 32)
ITEM = Item(
    id=fixed_id(10),
    label="E-0001",
    kind="video",
    original_name="DJI_0042 – копія.MP4",
    media_type="video/mp4",
    fingerprints=Fingerprints(sha256="11" * 32, sha512="22" * 64, md5="33" * 16, size_bytes=123_456_789),
    technical=TECHNICAL,
    readings_sha256="44" * 32,
    surroundings_sha256="55" * 32,
    generation="platform_copy",
    sensitivity=("casualty", "graphic"),
    consent="limited",
    is_withheld=True,
    triage="relevant",
    assignee=REVIEWER.id,
    priority="high",
    is_linked=True,
    imported_by=PERSON.id,
    imported_at=AT,
)
SIDECAR = Item(
    id=fixed_id(11),
    label="E-0002",
    kind="sidecar",
    original_name="DJI_0042.SRT",
    media_type="application/x-subrip",
    fingerprints=Fingerprints(sha256="66" * 32, sha512="77" * 64, md5="88" * 16, size_bytes=4_096),
    technical=Technical(),
    readings_sha256="99" * 32,
    surroundings_sha256="aa" * 32,
    generation="original",
    sensitivity=(),
    consent="given",
    is_withheld=False,
    triage="maybe",
    assignee=PERSON.id,
    priority="normal",
    is_linked=False,
    imported_by=PERSON.id,
    imported_at=AT,
)
POSTING = Posting(
    id=fixed_id(12),
    item=ITEM.id,
    file_name="video_2026-03-04.mp4",
    url="https://t.example/channel/1234",
    archive_urls=("https://archive.example/abc",),
    platform="Telegram",
    account_id="@channel",
    account_name="Канал",
    message_id="1234",
    album="1234–1236",
    forwarded_from="@other",
    posted_at_as_shown="4 бер. 07:06",
    posted_at=AT,
    edited_at_as_shown="4 бер. 08:00",
    edited_at=AT,
    zone_assumption="Europe/Kyiv, as the app showed it",
    caption="Збитий дрон",
    acquired_from="a reader, by mail",
    acquired_by=PERSON.id,
    acquired_at=AT,
    acquired_how="downloaded with the browser",
    is_closed_source=True,
    reliability="B",
    reliability_reason="right twice before",
    credibility=3,
    rights="unknown",
    sidecar=SIDECAR.id,
)
SOURCE_CLAIM = SourceClaim(
    id=fixed_id(13),
    item=ITEM.id,
    words="Це «Мавік» над Херсоном",
    language="uk",
    found_in="caption",
    span=Span(27_000, 28_000, Fraction(1, 1_000)),
    translation="This is a Mavic over Kherson",
    translator="Olena",
    is_machine_translation=False,
    answer="supported",
    answer_reason="arms and lamp match",
    recorded_by=PERSON.id,
    recorded_at=AT,
)
SEGMENT = Segment(
    id=fixed_id(14),
    item=ITEM.id,
    first_pts=27_000,
    last_pts=28_000,
    time_base=Fraction(1, 1_000),
    title="the drop",
)
DERIVATIVE = Derivative(
    id=fixed_id(15),
    item=ITEM.id,
    purpose="frame",
    frame=FRAME,
    media_type="image/png",
    sha256="bb" * 32,
    width=1920,
    height=1080,
    recipe=Recipe(
        function="verifier.media.video.frame",
        version="0.1.0",
        parameters={"ordinal": 812, "is_raw": False, "scale": 1.0, "look": "plain", "crop": None},
        input_sha256=ITEM.fingerprints.sha256,
        libraries={"av": "14.2.0"},
    ),
    made_by=PERSON.id,
    made_at=AT,
)
OBSERVATION = Observation(
    id=fixed_id(20),
    item=ITEM.id,
    when=Instant(FRAME),
    region=Box(812.5, 440.0, 96.0, 60.25),
    seen="a quadcopter with folded arms",
    transcript="3NJA1234",
    observed_by=PERSON.id,
    observed_at=AT,
    drawn_with=(AppliedFilter("verifier.forensics.gamma", "0.2.0", {"gamma": 1.8}),),
)
KEYFRAMES = (
    Keyframe(
        id=fixed_id(70),
        observation=OBSERVATION.id,
        pts=FRAME.pts,
        time_base=FRAME.time_base,
        region=Box(812.5, 440.0, 96.0, 60.25),
        proposed_by=DERIVATIVE.recipe,
        set_by=PERSON.id,
        set_at=AT,
    ),
    Keyframe(
        id=fixed_id(71),
        observation=OBSERVATION.id,
        pts=FRAME.pts + 400,
        time_base=FRAME.time_base,
        state="vanished",
        set_by=PERSON.id,
        set_at=AT,
    ),
)
ORIGIN = Origin(
    id=fixed_id(72),
    about=OBSERVATION.key,
    how="detector",
    form="yolov8",
    sha256="ee" * 32,
    name="drones.onnx",
    said="quadcopter",
    score=0.75,
    threshold=0.5,
    program="verifier 1.0, opencv-python 5.0.0.93",
    settings={"width": 640, "overlap": 0.45, "fit": "centered"},
)
MAVIC = CatalogRef("model", "dji-mavic-3", "cc" * 32, "DJI Mavic 3")
PHANTOM = CatalogRef("model", "dji-phantom-4", "dd" * 32, "DJI Phantom 4")
MARK_READING = MarkReading(
    id=fixed_id(51),
    about=OBSERVATION.key,
    mark="serial",
    value="3NJA1234",
    language="en",
    legibility="partly",
    open_since=AT,
    machine="0badcafe",
    read_by=PERSON.id,
    read_at=AT,
)
SECOND_READING = MarkReading(
    id=fixed_id(52),
    about=OBSERVATION.key,
    mark="serial",
    value="3NJA1Z34",
    legibility="guess",
    open_since=AT,
    answers=fixed_id(51),
    is_blind=True,
    machine="0badcafe",
    read_by=REVIEWER.id,
    read_at=AT,
)
HIDDEN_READING = MarkReading(
    id=fixed_id(53),
    about=ITEM.key,
    span=Span(27_000, 28_000, Fraction(1, 1_000)),
    mark="watermark",
    value="@river_watch",
    read_by=PERSON.id,
    read_at=AT,
)
KEY, OTHER_KEY = (SigningKey(Ed25519PrivateKey.from_private_bytes(bytes([number] * 32))) for number in (1, 2))


def signature(record_id: str, reading: MarkReading, item: Item, key: SigningKey) -> ReadingSignature:
    """Return a signature of a reading by its own reader."""
    return ReadingSignature(
        id=record_id,
        reading=reading.id,
        answers=reading.answers,
        public_key=key.public_key,
        signature=key.sign(statement(reading, item.fingerprints.sha256)),
        signed_by=reading.read_by,
        signed_at=reading.read_at,
    )


SIGNATURE = signature(fixed_id(54), MARK_READING, ITEM, KEY)
SECOND_SIGNATURE = signature(fixed_id(55), SECOND_READING, ITEM, OTHER_KEY)
DRONE = Drone(
    id=fixed_id(21),
    label="D-01",
    title="the one with the orange tape",
    claims=(fixed_id(22),),
    observations=(OBSERVATION.id,),
    markings=(
        Marking(
            value="3NJA1234",
            is_serial=True,
            read_from="marking",
            observation=OBSERVATION.id,
            legibility="partly",
            reader=PERSON.id,
            second_reader=REVIEWER.id,
            second_value="3NJA1Z34",
            reading=fixed_id(51),
        ),
    ),
    modifications="drop mechanism, printed",
    payload="one VOG-17",
    user_group="unknown unit",
    user_group_confidence=Confidence("low", "one source"),
    condition="wreck",
)
DRONE_CLAIM = DroneClaim(
    id=fixed_id(22),
    about=OBSERVATION.key,
    role="seen",
    hypotheses=(
        Hypothesis(MAVIC, Likelihood("icd203", "very likely"), ""),
        Hypothesis(PHANTOM, Likelihood("icd203", "almost no chance"), "legs do not fold"),
    ),
    features=(Feature("arms fold backward", "seen", "mavic-arms", OBSERVATION.id),),
    look_alikes=(LookAlike(PHANTOM, "white shell, fixed legs"),),
    confidence=Confidence("moderate", "one clip, compressed"),
    drone=DRONE.id,
    note="compare with E-0002",
    stated_by=PERSON.id,
    stated_at=AT,
)
PLACE_CLAIM = PlaceClaim(
    id=fixed_id(23),
    about=ITEM.key,
    locates="camera",
    latitude_deg=46.6354,
    longitude_deg=32.6169,
    as_typed="46°38'07.4\"N 32°37'00.8\"E",
    radius_m=25.0,
    methods=("landmark_match", "shadow"),
    heading_deg=271.5,
    heading_error_deg=3.0,
    field_of_view_deg=84.0,
    field_of_view_error_deg=2.0,
    imagery=(Imagery("Example Imagery", "2025-08-01", "CC BY 4.0", "tile 12/34/56"),),
    alternatives_excluded=(Excluded("Antonivka", "bridge has other piers"),),
    likelihood=Likelihood("icd203", "almost certain"),
    confidence=Confidence("high", "four landmarks"),
    note="water tower is decisive",
    stated_by=PERSON.id,
    stated_at=AT,
)
TIME_CLAIM = TimeClaim(
    id=fixed_id(24),
    about=ITEM.key,
    dates="recorded",
    earliest=datetime(2026, 3, 3, 12, tzinfo=UTC),
    latest=datetime(2026, 3, 4, 5, tzinfo=UTC),
    as_found="2026:03:03 14:00:00",
    zone_assumption="camera set to Kyiv time",
    methods=("file_time", "posting_time"),
    likelihood=Likelihood("icd203", "likely"),
    confidence=Confidence("moderate", "the clock may be wrong"),
    note="shadows agree",
    stated_by=PERSON.id,
    stated_at=AT,
)
INCIDENT = Incident(
    id=fixed_id(25),
    label="I-01",
    title="Drop on the car park",
    what="one munition dropped",
    place_words="car park south of the station",
    time_words="in the morning",
    items=(ITEM.id, SIDECAR.id),
)
LINK = Link(
    id=fixed_id(26),
    from_key=SIDECAR.key,
    to_key=ITEM.key,
    kind="sidecar_of",
    strength="same name, same folder",
    likelihood=Likelihood("icd203", "almost certain"),
    evidence_for="durations agree",
    evidence_against="none found",
    stated_by=PERSON.id,
    stated_at=AT,
)
ASSESSMENT = Assessment(
    id=fixed_id(27),
    about=ITEM.key,
    pillars=(Pillar("location", "Kherson", "established", (PLACE_CLAIM.key,)),),
    rivals=(Rival("real_but_older", "grass is green", "posts agree", Likelihood("icd203", "unlikely")),),
    assumptions="the clock was not changed",
    gaps="no second angle",
    workflow="ready_for_review",
    finding="Recorded where and when it says.",
    analyst=PERSON.id,
    reviewers=(REVIEWER.id,),
    sealed_at=AT,
    weighed_at=AT,
)
SIZE_CHECK = SizeCheck(
    id=fixed_id(42),
    about=OBSERVATION.key,
    asks="distance",
    what="motor to motor, diagonal",
    entry=CatalogRef("model", "dji-phantom-4", "ab" * 32, "DJI Phantom 4"),
    source="maker's page",
    length_m=0.35,
    length_error_m=0.002,
    distance_m=42.0,
    distance_error_m=4.5,
    is_across=False,
    ends=((120.0, 88.0), (150.0, 97.6)),
    line_px=31.5,
    line_error_px=1.4,
    off_axis_deg=12.0,
    lens=Lens(3666.5, 75.0, "metadata", "35 mm equivalent 24 mm"),
    framing=Framing(4000.0, 3000.0),
    formula="distance = length × focal length ÷ (line × cos(angle off the axis))",
    note="seen from below",
    stated_by=PERSON.id,
    stated_at=AT,
)
PRIOR_SEARCH = PriorSearch(
    id=fixed_id(41),
    item=ITEM.id,
    when=Instant(FRAME),
    crop=Box(10.0, 20.0, 100.0, 50.0),
    masks=(Box(30.0, 30.0, 8.0, 8.0),),
    picture_sha256="cd" * 32,
    engine="TinEye",
    page="https://tineye.com/",
    outcome="found",
    result_url="https://t.example/river/12",
    result_date_as_shown="2 March 2022",
    result_at=AT,
    note="mirrored there",
    asked_by=PERSON.id,
    asked_at=AT,
)
NOTE = Note(
    id=fixed_id(28), about=ITEM.key, text="ask the sender again", audience="export", written_by=PERSON.id, written_at=AT
)
TAG = Tag(id=fixed_id(29), about=ITEM.key, name="до перевірки")
PROBLEM = Problem(
    id=fixed_id(30),
    item=ITEM.id,
    file_name="DJI_0042 – копія.MP4",
    stage="decode",
    code="truncated",
    sentence="The clip ends early; the last seconds are missing.",
    noticed_at=AT,
)
STILL = Still()
ENTITY = Entity(
    id=fixed_id(31),
    label="P-01",
    names=("ТОВ «Приклад»", "Example LLC", "示例有限公司"),
    nature="company",
    jurisdiction="AE",
    registry_number="00-123",
)
TRADE_RECORD = TradeRecord(
    id=fixed_id(32),
    label="T-0001",
    parties=(Party("seller", "示例有限公司", ENTITY.id), Party("consignee", "ООО «Пример»", None)),
    dates=(TradeDate("declared", "04.03.2026", date(2026, 3, 4)), TradeDate("other", "03/04/26", None)),
    hs_code="8806229000",
    goods="квадрокоптер",
    model="Mavic 3",
    batch="B-7",
    serials=("3NJA1234",),
    quantity="2",
    quantity_as_written="2,000",
    unit="шт",
    value="1249.90",
    value_as_written="1 249,90",
    currency="USD",
    route=(Stop("origin", "CN"), Stop("destination", "AE")),
    document=ITEM.id,
    page="3",
    row=17,
    row_as_found=(Cell("Товар", "квадрокоптер"),),
)

EXAMPLES: tuple[Record, ...] = (
    PERSON,
    REVIEWER,
    CASE_INFO,
    ITEM,
    SIDECAR,
    POSTING,
    SOURCE_CLAIM,
    SEGMENT,
    DERIVATIVE,
    OBSERVATION,
    *KEYFRAMES,
    MARK_READING,
    SECOND_READING,
    HIDDEN_READING,
    SIGNATURE,
    SECOND_SIGNATURE,
    ORIGIN,
    DRONE,
    DRONE_CLAIM,
    PLACE_CLAIM,
    TIME_CLAIM,
    INCIDENT,
    LINK,
    ASSESSMENT,
    PRIOR_SEARCH,
    SIZE_CHECK,
    NOTE,
    TAG,
    PROBLEM,
    ENTITY,
    TRADE_RECORD,
)
"""A case that holds at least one of every type; each names only records of the same case."""
